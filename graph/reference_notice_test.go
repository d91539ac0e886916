package graph_test

import (
	"encoding/json"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/platform/access"
)

// Inboxes, as the reference reads them.
func init() {
	tableOf["Notice"], needs["Notice"] = "notice", access.NoticeUse
	tableOf["NoticePreference"], needs["NoticePreference"] = "notice_setting", access.NoticeUse
	for field, f := range map[string]resolver{
		"Query.myNotices": paging("Notice", "NoticeConnection", then(down(byTime("at")), down(by("id"))), sortKey{column: "at", id: "id", time: true, down: true},
			func(r *reference, a inputsOf) (func(record) bool, error) {
				return func(x record) bool {
					return r.who.Person != "" && x.text("person_id") == r.who.Person && (a["kind"] == nil || x.text("kind") == a["kind"]) &&
						(a["unread"] == nil || (x["read_at"] == nil) == a["unread"])
				}, nil
			}),
		"Query.noticePreferences": all("NoticePreference", byNumber("place"), nil),
		"Notice.title":            func(r *reference, o thing, _ inputsOf) (any, error) { s, err := r.said(o); return s.Title, err },
		"Notice.sentence":         func(r *reference, o thing, _ inputsOf) (any, error) { s, err := r.said(o); return s.Sentence, err },
		"Notice.subjectId":        leadsTo,
	} {
		resolvers[field] = f
	}
}

// said is a notice in words. What the words are is tested beside them.
func (r *reference) said(o thing) (notice.Said, error) {
	reach, err := r.reach("Notice")
	if err != nil {
		return notice.Said{}, err
	}
	told := notice.Told{Kind: notice.Kind(o.row.text("kind")), Of: o.row["about_id"] != nil}
	if told.Of {
		told.Name = r.find(reach, "person", "id", o.row.text("about_id")).text("name")
	}
	err = json.Unmarshal([]byte(o.row.text("facts")), &told.Facts)
	return told.In(r.find(reach, "person", "id", r.who.Person).text("locale")), err
}

func leadsTo(_ *reference, o thing, _ inputsOf) (any, error) {
	if o.row["subject_id"] == nil {
		return nil, nil
	}
	typ := map[string]string{"ENROLLMENT": "Enrollment", "CERTIFICATION": "Certification", "MEMBERSHIP": "Membership", "APPROVAL": "Approval",
		"BULK_RENDER": "BulkRender", "PARTNER": "Partner"}[o.row.text("subject_type")]
	return ids.Global(typ, o.row.text("subject_id")), nil
}
