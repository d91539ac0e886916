package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
)

// transferred is the answer to an import: the report, or what to repair before
// there is one.
type transferred struct {
	*transfer.Report
	broken []*userError
}

// importing takes a file over, whichever of the three ways it came.
func (s *Services) importing(ctx context.Context, from transfer.Source, up *graphql.Upload, staged, text *string, check *bool) (model.Payload, error) {
	o := transfer.Order{Source: from, Check: orElse(check, false)}
	var err error
	switch {
	case text != nil && up == nil && staged == nil:
		o.File = []byte(*text)
	case text == nil && (up != nil || staged != nil):
		o.Name, o.File, err = s.importFile(ctx, up, staged)
	}
	if err != nil {
		return transferPayload(nil, err)
	}
	return transferPayload(s.Transfers.Import(ctx, o))
}

func (s *Services) importFile(ctx context.Context, up *graphql.Upload, staged *string) (string, []byte, error) {
	if up == nil || staged != nil {
		return s.file(ctx, up, staged, library.ForImport)
	}
	body, err := fileOrText(up, nil, transfer.MaxBytes)
	return up.Filename, body, err
}

func transferPayload(r *transfer.Report, err error) (model.Payload, error) {
	broken, err := userErrors(err)
	if err != nil {
		return nil, err
	}
	if r == nil {
		r = &transfer.Report{}
	}
	return &transferred{r, broken}, nil
}

func importDecision(in model.DecideCompletionImportInput) (transfer.Decision, error) {
	id, err := local[transfer.ID]("CompletionImport", in.ImportID)
	return transfer.Decision{Import: id, Holds: in.Verified, Reason: orEmpty(in.Reason)}, err
}

func importReversal(in model.UndoCompletionImportInput) (transfer.Reversal, error) {
	id, err := local[transfer.ID]("CompletionImport", in.ImportID)
	return transfer.Reversal{Import: id, Reason: in.Reason}, err
}
