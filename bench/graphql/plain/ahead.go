package main

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// one reads a partner and what is asked below it; nil when there is none.
func (s store) one(ctx context.Context, id string) (*Partner, error) {
	rows, err := s.page(ctx, partnerByID, id)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], s.ahead(ctx, graphql.GetFieldContext(ctx).Field.Selections, rows)
}

// connection reads ahead what the selection asks of the rows, level by level, so that
// no field of a row asks the database by itself.
func (s store) connection(ctx context.Context, rows []*Partner, err error) (*PartnerConnection, error) {
	if err == nil {
		err = s.nodes(ctx, graphql.GetFieldContext(ctx).Field.Selections, rows)
	}
	return &PartnerConnection{Nodes: rows}, err
}

// nodes reads ahead below the field nodes of a connection.
func (s store) nodes(ctx context.Context, set ast.SelectionSet, rows []*Partner) error {
	for _, f := range graphql.CollectFields(graphql.GetOperationContext(ctx), set, []string{"PartnerConnection"}) {
		if f.Name == "nodes" {
			if err := s.ahead(ctx, f.Selections, rows); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s store) ahead(ctx context.Context, set ast.SelectionSet, rows []*Partner) (err error) {
	op := graphql.GetOperationContext(ctx)
	for _, f := range graphql.CollectFields(op, set, []string{"Partner"}) {
		switch f.Name {
		case "portfolio":
			var inner []*Partner
			if inner, err = s.portfolios(ctx, rows, first(f, op)); err == nil {
				err = s.nodes(ctx, f.Selections, inner)
			}
		case "certifications":
			err = s.certifications(ctx, rows)
		case "decision":
			err = s.decisions(ctx, rows)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// first is the size of a page; the schema has a default, so there is one.
func first(f graphql.CollectedField, op *graphql.OperationContext) int {
	n, _ := graphql.UnmarshalInt(f.ArgumentMap(op.Variables)["first"])
	return n
}
