package main

import "context"

// resolver answers the root fields; what is below them was read ahead.
type resolver struct{ store store }

// Query makes it the root that the generated code asks for.
func (r resolver) Query() QueryResolver { return r }

// Partners gives the first by name.
func (r resolver) Partners(ctx context.Context, first int) (*PartnerConnection, error) {
	rows, err := r.store.page(ctx, partnersByName, first)
	return r.store.connection(ctx, rows, err)
}

// Distributors gives the first distributors by name.
func (r resolver) Distributors(ctx context.Context, first int) (*PartnerConnection, error) {
	rows, err := r.store.page(ctx, distributorsByName, first)
	return r.store.connection(ctx, rows, err)
}

// SearchPartners gives the first by name whose name holds the word.
func (r resolver) SearchPartners(ctx context.Context, word string, first int) (*PartnerConnection, error) {
	rows, err := r.store.page(ctx, partnersWith, word, first)
	return r.store.connection(ctx, rows, err)
}

// Partner gives one; null when there is none.
func (r resolver) Partner(ctx context.Context, id string) (*Partner, error) {
	return r.store.one(ctx, id)
}
