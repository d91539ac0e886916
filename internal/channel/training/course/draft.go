package course

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// draft writes an outline as the draft of its course, in place of the draft
// that there may be, with the files that go with it. The outline was checked.
func (s *Service) draft(ctx context.Context, tx *gate.Tx, o *course.Outline, files []*File) (*Version, error) {
	v, err := openDraft(ctx, tx, o)
	if err != nil {
		return nil, err
	}
	before, err := prerequisites(ctx, tx, o)
	if err != nil {
		return nil, err
	}
	assets, err := assetsOf(ctx, &tx.View, o)
	if err != nil {
		return nil, err
	}
	if err := write(ctx, tx, v.ID, o, files, before, assets); err != nil {
		return nil, err
	}
	tx.Record(audit.Created("course_version", string(v.ID), map[string]any{"course": o.Key, "number": v.Number, "minutes": o.Minutes()}))
	return v, nil
}

// write puts all that hangs on a draft in the place of what hung on it before.
func write(ctx context.Context, tx *gate.Tx, id VersionID, o *course.Outline, files []*File, before []ID, assets map[string]string) error {
	for _, step := range []func() error{
		func() error { return emptyDraft(ctx, tx, id) },
		func() error { return insertFiles(ctx, tx, id, files) },
		func() error { return insertPrerequisites(ctx, tx, id, before) },
		func() error { return insertModules(ctx, tx, id, o, assets) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// openDraft finds the draft of a course, or begins one; its own texts are
// written either way. What is in review is not written over.
func openDraft(ctx context.Context, tx *gate.Tx, o *course.Outline) (*Version, error) {
	id, err := courseOf(ctx, tx, o.Key)
	if err != nil {
		return nil, err
	}
	v, err := openVersion(ctx, &tx.View, id)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		v = &Version{ID: VersionID(ids.New()), CourseID: id, Key: o.Key, State: Draft, Locale: o.Locale}
		v.setAuthor(tx)
		return v, beginVersion(ctx, tx, v, o)
	case err != nil:
		return nil, err
	case v.State != Draft:
		return nil, fault.Coded(fault.Conflict, "COURSE_IN_REVIEW", "Version %d of %s is in review. Publish it, or return it to its author, and write then.", v.Number, v.Key)
	}
	v.setAuthor(tx)
	return v, saveHead(ctx, tx, v, o)
}

func (v *Version) setAuthor(tx *gate.Tx) {
	v.AuthorID = nil
	if who := tx.Actor().Person; who != "" {
		v.AuthorID = &who
	}
}

// prerequisites are the courses to complete before. None may ask, by whatever
// detour, for this one.
func prerequisites(ctx context.Context, tx *gate.Tx, o *course.Outline) ([]ID, error) {
	found, err := idsOf(ctx, &tx.View, o.Prerequisites)
	if err != nil {
		return nil, err
	}
	var broken []*fault.Error
	out := make([]ID, 0, len(o.Prerequisites))
	for i, key := range o.Prerequisites {
		if found[key] == "" {
			broken = append(broken, fault.Field(fault.Invalid, fmt.Sprintf("prerequisites[%d]", i), "UNKNOWN_COURSE", "There is no course %q. Write it first, or remove it from the prerequisites.", key))
		}
		out = append(out, found[key])
	}
	if broken != nil {
		return nil, fault.Join(broken...)
	}
	return out, noLoop(ctx, &tx.View, o.Key, out)
}

func noLoop(ctx context.Context, v *gate.View, key string, before []ID) error {
	var way gate.Strings
	err := v.Get(ctx, &way, wayBack, key, gate.Array(before))
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	return fault.Field(fault.Conflict, "prerequisites", "COURSE_LOOP", "These courses wait for each other: %s. Remove one of them from the prerequisites.", strings.Join(append([]string{key}, way...), " after "))
}

// assetsOf are the assets that lessons show, by slug.
func assetsOf(ctx context.Context, v *gate.View, o *course.Outline) (map[string]string, error) {
	var wanted []string
	for l := range o.Lessons() {
		if l.Asset != "" {
			wanted = append(wanted, l.Asset)
		}
	}
	found, err := assetIDs(ctx, v, wanted)
	if err != nil {
		return nil, err
	}
	var broken []*fault.Error
	for _, slug := range wanted {
		if found[slug] == "" {
			broken = append(broken, fault.Field(fault.Invalid, "asset", "UNKNOWN_ASSET", "There is no asset %q in the library. Publish it there first, or correct the slug.", slug))
		}
	}
	return found, fault.Join(broken...)
}

// moduleRow and lessonRow are rows as one statement takes many of them.
type moduleRow struct {
	ID       string       `json:"id"`
	Key      string       `json:"key"`
	Position int          `json:"position"`
	Title    course.Texts `json:"title"`
}

type lessonRow struct {
	ID       string       `json:"id"`
	ModuleID string       `json:"module_id"`
	Key      string       `json:"key"`
	Position int          `json:"position"`
	Kind     course.Kind  `json:"kind"`
	Title    course.Texts `json:"title"`
	Body     course.Texts `json:"body"`
	Minutes  int          `json:"minutes"`
	Optional bool         `json:"optional"`
	AssetID  *string      `json:"asset_id"`
	FilePath *string      `json:"file_path"`
	QuizKey  *string      `json:"quiz_key"`
}

func rowsOf(o *course.Outline, assets map[string]string) (modules []moduleRow, lessons []lessonRow) {
	for m, mod := range o.Modules {
		row := moduleRow{ID: ids.New(), Key: mod.Key, Position: m + 1, Title: mod.Title}
		modules = append(modules, row)
		for _, l := range mod.Lessons {
			lessons = append(lessons, lessonRow{ID: ids.New(), ModuleID: row.ID, Key: l.Key, Position: len(lessons) + 1, Kind: l.Kind, Title: l.Title,
				Body: orNone(l.Body), Minutes: l.Minutes, Optional: l.Optional, AssetID: filled(assets[l.Asset]), FilePath: filled(l.File), QuizKey: filled(l.Quiz)})
		}
	}
	return modules, lessons
}

func orNone(t course.Texts) course.Texts {
	if t == nil {
		return course.Texts{}
	}
	return t
}

func filled(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// packed is a value for a jsonb parameter; ours are plain and always marshal.
func packed(v any) string {
	raw, _ := json.Marshal(v)
	return string(raw)
}
