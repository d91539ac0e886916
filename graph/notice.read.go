package graph

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/platform/access"
)

var noticeQueries = read.Fields{
	"myNotices": read.Pages{Where: "t.person_id = (select ctx_person())", Order: read.Order{Sort: "t.at", Time: true, Desc: true}, Filters: []read.Filter{
		{Arg: "kind", SQL: "t.kind = $"},
		{Arg: "unread", SQL: "(t.read_at is null) = $::boolean"}}},
	"noticePreferences": read.List{Order: "t.place", Most: 100},
}

func noticeTypes() []read.Type {
	return []read.Type{
		{Name: "Notice", Table: "notice t", Ask: access.NoticeUse, Plain: "id kind subjectType at readAt",
			Fields: read.Fields{
				"title":     read.Derive{Column: toldTo, Make: func(_ context.Context, text string) (any, error) { s, err := said(text); return s.Title, err }},
				"sentence":  read.Derive{Column: toldTo, Make: func(_ context.Context, text string) (any, error) { s, err := said(text); return s.Sentence, err }},
				"subjectId": read.Derive{Column: "t.subject_type || ':' || t.subject_id", Make: subjectID},
			}},
		{Name: "NoticePreference", Table: "notice_setting t", Key: "t.kind", Text: true, Ask: access.NoticeUse, Plain: "kind delivery standard unread"},
		read.Value("MarkNoticesReadPayload",
			read.Get("marked", func(s *settled[int]) any { return s.Object }),
			repairs(func(s *settled[int]) []*userError { return s.Broken })),
		read.Value("SetNoticePreferencesPayload",
			read.ToList("preferences", read.List{By: "t.person_id::text", Order: "t.place", Most: 100}, func(s *settled[member.ID]) string { return string(orEmpty(s.Object)) }),
			repairs(func(s *settled[member.ID]) []*userError { return s.Broken })),
	}
}

// toldTo is what a sentence is made of, with the language of who reads it.
const toldTo = `json_build_object('kind', t.kind, 'facts', t.facts::json, 'of', t.about_id is not null, 'name', coalesce((select a.name from person a where a.id = t.about_id), ''),
  'language', (select p.locale from person p where p.id = (select ctx_person())))::text`

func said(text string) (notice.Said, error) {
	var t struct {
		notice.Told
		Language string
	}
	err := json.Unmarshal([]byte(text), &t)
	return t.In(t.Language), err
}

// typeOf is the type that a subject has in this schema.
var typeOf = map[notice.Subject]string{
	notice.AnEnrollment: "Enrollment", notice.ACertification: "Certification", notice.AMembership: "Membership",
	notice.AnApproval: "Approval", notice.ABulkRender: "BulkRender", notice.APartner: "Partner",
}

func subjectID(_ context.Context, text string) (any, error) {
	subject, id, _ := strings.Cut(text, ":")
	return ids.Global(typeOf[notice.Subject(subject)], id), nil
}

// noticesNamed reads the ids of notices.
func noticesNamed(global []string) ([]notice.ID, error) {
	var out []notice.ID
	for _, g := range global {
		id, err := local[notice.ID]("Notice", g)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

func noticeChoices(in []*model.NoticeChoice) []notice.Choice {
	out := make([]notice.Choice, len(in))
	for i, c := range in {
		out[i] = notice.Choice{Kind: c.Kind, Delivery: c.Delivery}
	}
	return out
}
