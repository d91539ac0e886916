package award

import (
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
)

// Holder is who may be certified: a person of a partner, or the partner.
type Holder struct {
	Partner partner.ID `db:"partner_id"`
	Person  *string    `db:"person_id"` // nil: the partner itself
}

// certification is the proof that an award makes.
func (f *File) certification(h Holder, a *Award) *training.Certification {
	d, n, path := f.Definition, f.ordinal(), a.Path
	c := &training.Certification{ID: training.ID(ids.New()), DefinitionKey: d.Key, Name: d.Name, PartnerID: h.Partner, PersonID: h.Person,
		IssuedAt: a.At, ExpiresAt: a.ExpiresAt, NoticeDays: d.NoticeDays, GraceDays: d.GraceDays,
		Renews: a.Renews, Origin: a.Origin, Ordinal: &n, Path: &path}
	for _, x := range a.Rests {
		if x.Kind == Evidence {
			c.EvidenceID = &x.ID
		}
	}
	return c
}

func ofPerson(p partner.ID, who string) Holder { return Holder{p, &who} }
