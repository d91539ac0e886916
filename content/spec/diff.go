package spec

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Level is how much a change asks of those who use a template.
type Level int

// The levels of a version number: a text or art fix, something new that nobody
// has to use, and what makes earlier copies and approvals another thing.
const (
	NoChange Level = iota
	Patch
	Minor
	Major
)

// String is the level's name in a version number.
func (l Level) String() string { return [...]string{"none", "patch", "minor", "major"}[l] }

// MarshalText gives the name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Change is one difference between two versions of a template.
type Change struct {
	Level Level  `json:"level"`
	Where string `json:"where"`
	What  string `json:"what"`
}

// Changes are ordered from the largest down.
type Changes []Change

// Level is that of the largest change.
func (c Changes) Level() (most Level) {
	for _, one := range c {
		most = max(most, one.Level)
	}
	return most
}

// Diff lists what differs between two versions of a template. Files are not
// looked into: see DiffFiles.
func Diff(old, now *Manifest) Changes {
	d := &changes{}
	d.value(Major, "id", old.ID, now.ID)
	d.languages(old.Languages, now.Languages)
	d.value(Patch, "title", old.Title, now.Title)
	d.value(Patch, "owner", old.Owner, now.Owner)
	d.value(Patch, "tags", old.Tags, now.Tags)
	d.value(Minor, "lifecycle", old.Lifecycle, now.Lifecycle)
	d.value(Major, "access", old.Access, now.Access)
	named(d, "fields", old.Fields, now.Fields, func(f Field) Level { return least(f.Required) }, d.field)
	d.value(Major, "brand", old.Brand, now.Brand)
	named(d, "pieces", old.Pieces, now.Pieces, func(*Piece) Level { return Minor }, d.piece)
	named(d, "", layouts(old), layouts(now), func(*Layout) Level { return Patch }, d.layout)
	d.texts(old, now)
	d.clauses(old, now)
	slices.SortStableFunc(d.all, func(a, b Change) int { return int(b.Level - a.Level) })
	return d.all
}

type changes struct{ all Changes }

func (d *changes) say(l Level, where, form string, a ...any) {
	d.all = append(d.all, Change{l, where, fmt.Sprintf(form, a...)})
}

// value notes that something is another.
func (d *changes) value(l Level, where string, old, now any) {
	if !reflect.DeepEqual(old, now) {
		d.say(l, where, "was %s, is %s", short(old), short(now))
	}
}

// short is a value as it stands in a manifest, cut where it is long.
func short(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	if r := []rune(string(text)); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return string(text)
}

func least(required bool) Level {
	if required {
		return Major
	}
	return Minor
}

// named notes what came, what went, and lets what stayed be compared.
func named[T any](d *changes, where string, old, now Named[T], added func(T) Level, same func(where string, old, now T)) {
	for _, e := range old {
		at := under(where, e.Name)
		if v, ok := now.Get(e.Name); ok {
			same(at, e.Value, v)
		} else {
			d.say(Major, at, "is gone")
		}
	}
	for _, e := range now {
		if _, ok := old.Get(e.Name); !ok {
			d.say(added(e.Value), under(where, e.Name), "is new")
		}
	}
}

func under(where, name string) string {
	if where == "" {
		return name
	}
	return where + "." + name
}

func (d *changes) languages(old, now Languages) {
	for _, l := range old.Available {
		if !slices.Contains(now.Available, l) {
			d.say(Major, "languages", "%s is gone", l)
		}
	}
	for _, l := range now.Available {
		if !slices.Contains(old.Available, l) {
			d.say(Minor, "languages", "%s is new", l)
		}
	}
	d.value(Minor, "languages.default", old.Default, now.Default)
	d.value(Minor, "languages.fallback", old.Fallback, now.Fallback)
}

// field: a changed one asks for an approval again, unless only its own words did.
func (d *changes) field(where string, old, now Field) {
	a, b := old, now
	a.Default, b.Default, a.Target, b.Target, a.UTM, b.UTM = "", "", "", "", nil, nil
	d.value(Major, where, a, b)
	d.value(Patch, where+".default", old.Default, now.Default)
	d.value(Patch, where+".target", old.Target, now.Target)
	d.value(Patch, where+".utm", old.UTM, now.UTM)
}

func (d *changes) piece(where string, old, now *Piece) {
	d.value(Major, where+".kind", old.Kind, now.Kind)
	d.value(Major, where+".page", old.Page, now.Page)
	d.value(Major, where+".layers", old.Layers, now.Layers)
	d.value(Patch, where+".title", old.Title, now.Title)
	d.value(Patch, where+".altText", old.AltText, now.AltText)
	d.value(Minor, where+".channel", old.Channel, now.Channel)
	named(d, where+".outputs", old.Outputs, now.Outputs, func(Output) Level { return Minor }, func(at string, a, b Output) { d.value(Major, at, a, b) })
	if len(old.Pages) != len(now.Pages) {
		d.say(Major, where+".pages", "were %d, are %d", len(old.Pages), len(now.Pages))
	}
	for i := range min(len(old.Pages), len(now.Pages)) {
		d.page(fmt.Sprintf("%s.pages[%d]", where, i), old.Pages[i], now.Pages[i])
	}
}

// layout: what a ratio says itself. A new one is as new as the output that names
// it; what it takes over from the piece is compared there.
func (d *changes) layout(where string, old, now *Layout) {
	d.value(Major, where+" page", old.Page, now.Page)
	if len(old.Pages) != len(now.Pages) {
		d.say(Major, where+" pages", "were %d, are %d", len(old.Pages), len(now.Pages))
	}
	for i := range min(len(old.Pages), len(now.Pages)) {
		at, a, b := where+" "+index("pages", i), old.Pages[i], now.Pages[i]
		d.value(Patch, at+".base", a.Base, b.Base)
		d.value(Patch, at+".keepOut", a.KeepOut, b.KeepOut)
		d.value(Major, at+".page", a.Size, b.Size)
		d.value(Major, at+".drop", a.Drop, b.Drop)
		named(d, at+".zones", a.Zones, b.Zones, func(Placement) Level { return Major }, func(at string, a, b Placement) { d.value(Major, at, a, b) })
	}
}

func layouts(m *Manifest) (out Named[*Layout]) {
	for file, l := range sorted(m.Layouts) {
		out = append(out, Entry[*Layout]{file, l})
	}
	return out
}

func (d *changes) page(where string, old, now Page) {
	d.value(Patch, where+".base", old.Base, now.Base)
	d.value(Patch, where+".keepOut", old.KeepOut, now.KeepOut)
	d.value(Major, where+".onlyIf", old.OnlyIf, now.OnlyIf)
	d.value(Major, where+".page", old.Size, now.Size)
	named(d, where+".zones", zones(old), zones(now), func(Zone) Level { return Major }, d.zone)
}

func zones(p Page) (out Named[Zone]) {
	for _, z := range p.Zones {
		out = append(out, Entry[Zone]{z.ID, z})
	}
	return out
}

// zone says what about it changed, because that is what a designer looks for.
func (d *changes) zone(where string, old, now Zone) {
	a, b := reflect.ValueOf(old), reflect.ValueOf(now)
	for i := range a.NumField() {
		level := Major
		switch a.Type().Field(i).Name {
		case "Alt", "Over":
			level = Patch
		}
		name, _, _ := strings.Cut(a.Type().Field(i).Tag.Get("json"), ",")
		d.value(level, where+"."+strings.Replace(name, "-", "marker", 1), a.Field(i).Interface(), b.Field(i).Interface())
	}
}

func (d *changes) texts(old, now *Manifest) {
	for lang, texts := range now.Strings {
		for _, key := range slices.Sorted(maps.Keys(texts)) {
			if was, ok := old.Strings[lang][key]; ok && was != texts[key] {
				d.value(Patch, "strings."+lang+"."+key, was, texts[key])
			}
		}
	}
}

// clauses: a changed clause is another promise, in whatever language.
func (d *changes) clauses(old, now *Manifest) {
	for _, lang := range slices.Sorted(maps.Keys(old.Legal)) {
		for _, key := range slices.Sorted(maps.Keys(old.Legal[lang])) {
			is, ok := now.Legal[lang][key]
			if !ok {
				d.say(Major, "legal."+lang+"."+key, "is gone")
				continue
			}
			d.value(Major, "legal."+lang+"."+key, old.Legal[lang][key], is)
		}
	}
}

// DiffFiles lists the files that differ, by their SHA-256: art, fonts, logos.
// The texts of the manifest are compared by Diff.
func DiffFiles(old, now map[string]string) (all Changes) {
	for _, name := range slices.Sorted(maps.Keys(now)) {
		switch was, ok := old[name]; {
		case !ok:
			all = append(all, Change{Patch, name, "is new"})
		case was != now[name]:
			all = append(all, Change{Patch, name, "has other bytes"})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if _, ok := now[name]; !ok {
			all = append(all, Change{Patch, name, "is gone"})
		}
	}
	return all
}

// Next is the least version number that may follow an old one after changes of
// a level.
func Next(old string, l Level) string {
	v := numbers(old)
	switch l {
	case Major:
		v = [3]int{v[0] + 1, 0, 0}
	case Minor:
		v = [3]int{v[0], v[1] + 1, 0}
	case Patch:
		v[2]++
	}
	return fmt.Sprintf("%d.%d.%d", v[0], v[1], v[2])
}

// Older tells whether a version number comes before another.
func Older(a, b string) bool {
	x, y := numbers(a), numbers(b)
	return slices.Compare(x[:], y[:]) < 0
}

// numbers of a version, which the schema holds to three.
func numbers(version string) (v [3]int) {
	_, _ = fmt.Sscanf(version, "%d.%d.%d", &v[0], &v[1], &v[2])
	return v
}
