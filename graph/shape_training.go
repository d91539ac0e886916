package graph

import (
	"context"
	"net/http"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/platform/server"
)

// definitionOf is a certification as it is to be known.
func definitionOf(in model.DefineCertificationInput) award.Definition {
	d := award.Definition{Definition: training.Definition{Key: in.Key, Name: in.Name, Minutes: in.Minutes, ValidMonths: in.ValidMonths,
		NoticeDays: orElse(in.NoticeDays, 30), GraceDays: orElse(in.GraceDays, 0), MaxAgeMonths: in.MaxAgeMonths}}
	if in.Kind != nil {
		d.Kind = *in.Kind
	}
	if in.Holder != nil {
		d.Holder = *in.Holder
	}
	d.Requirements, d.Renewal = requirementsOf(in.Requirements), requirementsOf(in.RenewalRequirements)
	return d
}

// requirementsOf is nil for a list that was left out.
func requirementsOf(in []*model.CertificationRequirementInput) *[]*award.Requirement {
	if in == nil {
		return nil
	}
	out := make([]*award.Requirement, len(in))
	for i, r := range in {
		out[i] = &award.Requirement{Kind: r.Kind, Subject: r.Subject, Label: r.Label, Holders: r.Holders, Keys: r.Keys, Role: (*string)(r.Role)}
	}
	return &out
}

// submissionOf is a document with its file, whichever way it came.
func (s *Services) submissionOf(ctx context.Context, in model.SubmitEvidenceInput) (out award.Submission, err error) {
	of, err := maybe[partner.ID]("Partner", in.PartnerID)
	if err != nil {
		return out, err
	}
	who, err := optional("Person", in.PersonID)
	if err != nil {
		return out, err
	}
	name, body, err := s.file(ctx, in.File, in.StagedUploadID, library.ForEvidence)
	return award.Submission{Key: in.DefinitionKey, Partner: of, Person: who, Issuer: in.Issuer, Number: in.Number,
		ValidFrom: in.ValidFrom, ValidTo: in.ValidTo, FileName: name, File: body}, err
}

// Evidence hands a document back to those who may see it.
func (f *Files) Evidence(w http.ResponseWriter, r *http.Request) {
	ctx, id, err := f.enter(r, forEvidence)
	if err != nil {
		refuse(w, r, err)
		return
	}
	d, file, err := f.svc.Awards.Open(ctx, award.DocumentID(id))
	if err != nil {
		refuse(w, r, err)
		return
	}
	defer file.Close()
	server.ServeParts(w, r, []server.Part{part(file, d.Bytes)},
		server.Meta{ETag: d.SHA256, MediaType: d.MediaType, FileName: d.FileName, Private: true})
}
