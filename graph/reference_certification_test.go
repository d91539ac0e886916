package graph_test

import (
	"time"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// What certifications ask for, and who is how far, as the reference reads it.
func init() {
	for typ, table := range map[string]string{
		"CertificationDefinition": "certification_definition", "CertificationRequirement": "definition_requirement",
		"CertificationGround": "certification_ground", "CertificationEvidence": "certification_evidence",
	} {
		tableOf[typ], needs[typ] = table, access.TrainingRead
	}
	for field, f := range map[string]resolver{
		"Query.certificationDefinitions": all("CertificationDefinition", by("key"), nil),
		"Query.certificationDefinition": func(r *reference, _ thing, a inputsOf) (any, error) {
			key, _ := a["key"].(string)
			return r.one("CertificationDefinition", "key", key)
		},
		"Query.certificationEvidence": paging("CertificationEvidence", "CertificationEvidenceConnection", then(byTime("submitted_at"), by("id")),
			sortKey{column: "submitted_at", id: "id", time: true}, (*reference).ofEvidence),

		"Query.certifications": paging("Certification", "CertificationConnection", then(byTime("expires_at"), by("id")),
			sortKey{column: "expires_at", id: "id", time: true}, (*reference).registered),

		"Certification.state":      (*reference).certificationState,
		"Certification.definition": to("CertificationDefinition", "definition_key", "key", false),
		"Certification.partner":    to("Partner", "partner_id", "id", true),
		"Certification.holderName": beside("person_id", "person", "id", "name"),
		"Certification.evidence":   to("CertificationEvidence", "evidence_id", "id", true),
		"Certification.shortFrom": func(_ *reference, o thing, _ inputsOf) (any, error) {
			switch o.row.text("short_from") {
			case "":
				return nil, nil
			case "-infinity":
				return stamp(o.row.text("issued_at")), nil
			}
			return stamp(o.row.text("short_from")), nil
		},
		"Certification.restsOn": func(r *reference, o thing, _ inputsOf) (any, error) {
			return listedOf(r.things("CertificationGround", then(byTime("at"), by("kind", "subject")),
				func(g record) bool { return g.text("certification_id") == o.row.text("id") }))
		},

		"CertificationDefinition.requirements":        askedBy("FULL"),
		"CertificationDefinition.renewalRequirements": askedBy("RENEWAL"),
		"CertificationDefinition.progress":            (*reference).towards,
		"CertificationRequirement.course":             subjectOf("COURSE", "Course"),
		"CertificationRequirement.quiz":               subjectOf("QUIZ", "Quiz"),

		"CertificationEvidence.definition":     to("CertificationDefinition", "definition_key", "key", false),
		"CertificationEvidence.partner":        to("Partner", "partner_id", "id", true),
		"CertificationEvidence.personName":     beside("person_id", "person", "id", "name"),
		"CertificationEvidence.downloadUrl":    address("/evidence/"),
		"CertificationEvidence.certifications": rowsOf("Certification", "evidence_id", then(byTime("issued_at"), by("id"))),

		"CertificationProgress.path":    of(func(p *award.Progress, _ inputsOf) any { return string(p.Path) }),
		"CertificationProgress.done":    of(func(p *award.Progress, _ inputsOf) any { return float64(p.Done()) }),
		"CertificationProgress.needed":  of(func(p *award.Progress, _ inputsOf) any { return float64(len(p.Steps)) }),
		"CertificationProgress.opensAt": of(func(p *award.Progress, _ inputsOf) any { return moment(p.OpenAt) }),
		"CertificationProgress.holds": func(r *reference, o thing, _ inputsOf) (any, error) {
			if c := o.value.(*award.Progress).Holds; c != nil {
				return r.perhaps("Certification", "id", string(c.ID))
			}
			return nil, nil
		},
		"CertificationProgress.steps": func(_ *reference, o thing, _ inputsOf) (any, error) {
			var out []thing
			for _, s := range o.value.(*award.Progress).Steps {
				out = append(out, thing{typ: "CertificationStep", value: s})
			}
			return out, nil
		},
		"CertificationStep.requirement": func(r *reference, o thing, _ inputsOf) (any, error) {
			return r.one("CertificationRequirement", "id", o.value.(*award.Step).Requirement.ID)
		},
		"CertificationStep.met":   of(func(s *award.Step, _ inputsOf) any { return s.Met }),
		"CertificationStep.metAt": of(func(s *award.Step, _ inputsOf) any { return moment(s.MetAt) }),
		"CertificationStep.have":  of(func(s *award.Step, _ inputsOf) any { return float64(s.Have) }),
		"CertificationStep.need":  of(func(s *award.Step, _ inputsOf) any { return float64(s.Need) }),
		"CertificationStep.next": func(_ *reference, o thing, _ inputsOf) (any, error) {
			if n := o.value.(*award.Step).Next; n != nil {
				return thing{typ: "NextStep", value: n}, nil
			}
			return nil, nil
		},
	} {
		resolvers[field] = f
	}
}

func moment(at *time.Time) any {
	if at == nil {
		return nil
	}
	return stamp(at.UTC().Format(time.RFC3339Nano))
}

func askedBy(path string) resolver {
	return func(r *reference, o thing, _ inputsOf) (any, error) {
		return listedOf(r.things("CertificationRequirement", byNumber("position"), func(q record) bool {
			return q.text("definition_key") == o.row.text("key") && q.text("path") == path
		}))
	}
}

// subjectOf is what a requirement of a kind names by its key.
func subjectOf(kind, typ string) resolver {
	return func(r *reference, o thing, _ inputsOf) (any, error) {
		if o.row.text("kind") != kind {
			return nil, nil
		}
		return r.perhaps(typ, "key", o.row.text("subject"))
	}
}

// certificationState goes through the life of a certification from its end.
func (r *reference) certificationState(o thing, _ inputsOf) (any, error) {
	now := time.Now()
	days := func(column string) time.Duration { return time.Duration(o.row.number(column)) * 24 * time.Hour }
	past := func(t time.Time) bool { return !now.Before(t) }
	ends := o.row.at("expires_at")
	short := o.row.text("short_from")
	switch {
	case o.row["revoked_at"] != nil && past(o.row.at("revoked_at")):
		return "REVOKED", nil
	case !past(o.row.at("issued_at")):
		return "ISSUED", nil
	case past(ends.Add(days("grace_days"))):
		return "EXPIRED", nil
	case short == "-infinity", short != "" && past(o.row.at("short_from")):
		return "SHORT", nil
	case past(ends):
		return "GRACE", nil
	case past(ends.Add(-days("notice_days"))):
		return "EXPIRING", nil
	}
	return "VALID", nil
}

func (r *reference) registered(a inputsOf) (func(record) bool, error) {
	before, err := momentIn(a["endsBefore"])
	if err != nil {
		return nil, err
	}
	return ofPartner("definition_key", "definitionKey", func(c record, a inputsOf) bool {
		state, _ := r.certificationState(thing{row: c}, nil)
		return (a["state"] == nil || state == a["state"]) && (before.IsZero() || c.at("expires_at").Before(before))
	})(r, a)
}

// momentIn is an input of type Time; zero for none.
func momentIn(v any) (time.Time, error) {
	if v == nil {
		return time.Time{}, nil
	}
	return model.UnmarshalTime(v)
}

func (r *reference) ofEvidence(a inputsOf) (func(record) bool, error) {
	of, err := asked(a)
	if err != nil {
		return nil, err
	}
	key, _ := a["definitionKey"].(string)
	return func(d record) bool {
		return stateIs(d, a) && (of == "" || d.text("partner_id") == of) && (key == "" || d.text("definition_key") == key)
	}, storable(key)
}

// towards asks about one certification alone.
func (r *reference) towards(o thing, a inputsOf) (any, error) {
	var of award.About
	of.Language, _ = a["language"].(string)
	who, err := maybeID("Person", a["personId"])
	if err != nil {
		return nil, err
	}
	whose, err := maybeID("Partner", a["partnerId"])
	if err != nil {
		return nil, err
	}
	of.Person, of.Partner = member.ID(who), partner.ID(whose)
	key := o.row.text("key")
	all, err := gate.Read(r.ctx, r.e.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (map[string]*award.Progress, error) {
		return award.ProgressOf(r.ctx, v, []string{key}, of)
	})
	if p := all[key]; p != nil {
		return thing{typ: "CertificationProgress", value: p}, err
	}
	return nil, err
}

func maybeID(kind string, global any) (string, error) {
	if global == nil {
		return "", nil
	}
	return localID(kind, global)
}
