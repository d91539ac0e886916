package spec

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
)

// Lint tells what does not make sense in a template that Load could read:
// references that lead nowhere, texts that a language lacks, zones that lie
// outside the safe area, on forbidden ground or on each other.
func (m *Manifest) Lint() problem.List {
	l := &linter{m: m}
	l.languages()
	l.rules()
	l.fields()
	l.fonts()
	for i := range m.Pieces {
		l.piece(m.Pieces[i].Name, m.Pieces[i].Value)
	}
	l.layouts()
	l.tests()
	return l.found
}

// Problem is a finding at a place of the manifest, such as pieces.flyer.pages[0].
func (m *Manifest) Problem(where, code, message, fix string) problem.Problem {
	if doc, file, at := m.layoutPlace(where); doc != nil {
		return doc.problem(file, pathOf(at), code, message, fix)
	}
	if m.doc == nil {
		return problem.Problem{Code: code, Severity: problem.Error, Where: where, Message: message, Fix: fix}
	}
	return m.doc.problem(ManifestName, pathOf(where), code, message, fix)
}

type linter struct {
	m     *Manifest
	found problem.List
}

func (l *linter) say(where, code, message, fix string) {
	l.found = append(l.found, l.m.Problem(where, code, message, fix))
}

func (l *linter) languages() {
	have := l.m.Languages.Available
	if !slices.Contains(have, l.m.Languages.Default) {
		l.say("languages.default", "LANGUAGE_UNKNOWN", fmt.Sprintf("The default language %q is not available.", l.m.Languages.Default), "Add it to languages.available.")
	}
	for from, to := range sorted(l.m.Languages.Fallback) {
		if !slices.Contains(have, to) {
			l.say("languages.fallback."+from, "LANGUAGE_UNKNOWN", fmt.Sprintf("%s falls back to %s, which is not available.", from, to), "Name one of "+strings.Join(have, ", ")+".")
		}
	}
	l.texts()
	l.everyLanguage("title", l.m.Title)
}

// texts: every key exists in every language, whether it is used or not, so that
// a translator sees at once what is missing.
func (l *linter) texts() {
	l.sameKeys("strings", func(lang string) []string { return keys(l.m.Strings[lang]) })
	l.sameKeys("legal", func(lang string) []string { return keys(l.m.Legal[lang]) })
}

func (l *linter) sameKeys(dir string, keysOf func(string) []string) {
	all := map[string]bool{}
	for _, lang := range l.m.Languages.Available {
		for _, k := range keysOf(lang) {
			all[k] = true
		}
	}
	for _, lang := range l.m.Languages.Available {
		have := keysOf(lang)
		for _, k := range keys(all) {
			if !slices.Contains(have, k) {
				l.found = append(l.found, problem.Problem{Code: "TEXT_MISSING", Severity: problem.Error, Where: dir + "/" + lang + ".yaml",
					Message: fmt.Sprintf("The text %q is missing in %s.", k, lang), Fix: "Translate it.", Data: map[string]any{"key": k, "language": lang}})
			}
		}
	}
}

func (l *linter) everyLanguage(where string, texts ByLanguage) {
	for _, lang := range l.m.Languages.Available {
		if len(texts) > 0 && texts[lang] == "" {
			l.say(where, "TEXT_MISSING", fmt.Sprintf("There is no text in %s.", lang), "Add it.")
		}
	}
	for lang := range sorted(texts) {
		if !slices.Contains(l.m.Languages.Available, lang) {
			l.say(where+"."+lang, "LANGUAGE_UNKNOWN", fmt.Sprintf("%q is not an available language.", lang), "Add it to languages.available, or remove it.")
		}
	}
}

func (l *linter) rules() {
	if a := l.m.Access; a != nil {
		l.rule(a.Discover, "access.discover")
		l.rule(a.Render, "access.render")
		if a.Approval != nil {
			l.rule(a.Approval.RequiredIf, "access.approval.requiredIf")
		}
		for i, o := range a.Obligations {
			l.rule(o.If, index("access.obligations", i)+".if")
		}
	}
	if c := l.m.Lifecycle; c != nil && !c.ExpiresAt.IsZero() && !c.ExpiresAt.After(c.EmbargoUntil) {
		l.say("lifecycle.expiresAt", "LIFECYCLE_ORDER", "The template expires before its embargo ends.", "Set a later expiresAt.")
	}
}

func (l *linter) rule(t *rule.Tree, where string) {
	for _, p := range t.Check(where) {
		l.found = append(l.found, l.m.Problem(p.Where, p.Code, p.Message, p.Fix))
	}
	t.Walk(func(r *rule.Tree) {
		l.attribute(r.Attr, where)
		if name, ok := strings.CutPrefix(r.Attr, "input."); ok && name != "edited" {
			l.fieldExists(name, where)
		}
	})
}

// attributes are what rules ask most. A server may know more, so only a name that
// is nearly one of them is taken for a slip.
var attributes = map[string][]string{
	"partner": {"type", "tier", "status", "accessLevel", "territories", "industries", "languages", "certifications", "agreements", "logos", "hasParent", "products", "program"},
	"parent":  {"type", "status", "territories", "logos"},
	"grant":   {"fromParent", "certificate"},
	"output":  {"piece", "output", "format", "channel", "language"},
}

func (l *linter) attribute(attr, where string) {
	group, name, _ := strings.Cut(attr, ".")
	known := attributes[group]
	if near := nearest(name, known); near != "" && !slices.Contains(known, name) {
		l.say(where, "RULE_ATTRIBUTE", fmt.Sprintf("There is no attribute %q.", attr), fmt.Sprintf("Did you mean %q?", group+"."+near))
	}
}

func (l *linter) fieldExists(name, where string) bool {
	_, ok := l.m.Fields.Get(name)
	if !ok {
		l.say(where, "FIELD_UNKNOWN", fmt.Sprintf("There is no field %q.", name), suggest(name, l.m.Fields.Names()))
	}
	return ok
}

func (l *linter) textFix(key string) string {
	if known := keys(l.m.Strings[l.m.Languages.Default]); len(known) > 0 {
		return suggest(key, known)
	}
	return fmt.Sprintf("Write a line %q into strings/%s.yaml.", key+": ...", l.m.Languages.Default)
}

func suggest(name string, known []string) string {
	if near := nearest(name, known); near != "" {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	return "Known: " + strings.Join(known, ", ") + "."
}

func (l *linter) fields() {
	for _, e := range l.m.Fields {
		l.field("fields."+e.Name, e.Value)
	}
}

func (l *linter) field(where string, f Field) {
	for i, pattern := range f.Forbid {
		if _, err := regexp.Compile(pattern); err != nil {
			l.say(where+"."+index("forbid", i), "FIELD_PATTERN", "This is not a regular expression: "+err.Error()+".", "See the syntax of RE2.")
		}
	}
	if _, ok := f.Options.Get(f.Default); f.Type == FieldChoice && f.Default != "" && !ok {
		l.say(where+".default", "FIELD_OPTION", fmt.Sprintf("The default %q is not one of the options.", f.Default), suggest(f.Default, f.Options.Names()))
	}
	if f.Type != FieldChoice {
		l.text(where+".default", f.Default)
	}
	for _, o := range f.Options {
		l.text(where+".options."+o.Name, o.Value)
	}
	l.text(where+".short", f.Short)
	for i, c := range f.Clauses {
		l.clause(where+"."+index("clauses", i), c)
	}
}

func (l *linter) clause(where string, c ClauseRef) {
	key, _ := LegalKey(c.Text)
	if !l.anyLanguage(func(lang string) bool { _, ok := l.m.Legal[lang][key]; return ok }) {
		l.say(where+".text", "TEXT_MISSING", fmt.Sprintf("There is no clause %q in legal/.", key), suggest(key, keys(l.m.Legal[l.m.Languages.Default])))
	}
	l.rule(c.OnlyIf, where+".onlyIf")
	for _, lang := range l.m.Languages.Available {
		l.placeholders("legal/"+lang+".yaml "+key, l.m.Legal[lang][key].Text)
	}
}

func (l *linter) anyLanguage(has func(string) bool) bool {
	return slices.ContainsFunc(l.m.Languages.Available, has)
}

// text checks a text that is written out or given as strings.key.
func (l *linter) text(where, text string) {
	key, isKey := StringKey(text)
	if !isKey {
		l.placeholders(where, text)
		return
	}
	if !l.anyLanguage(func(lang string) bool { _, ok := l.m.Strings[lang][key]; return ok }) {
		l.say(where, "TEXT_MISSING", fmt.Sprintf("There is no text %q in strings/.", key), l.textFix(key))
	}
	for _, lang := range l.m.Languages.Available {
		l.placeholders("strings/"+lang+".yaml "+key, l.m.Strings[lang][key])
	}
}

func (l *linter) placeholders(where, text string) {
	for _, name := range Placeholders(text) {
		if _, ok := l.m.Fields.Get(name); !ok && !valueName.MatchString(name) {
			l.say(where, "FIELD_UNKNOWN", fmt.Sprintf("{%s} is neither a field nor a value.", name), suggest(name, l.m.Fields.Names()))
		}
	}
}

func (l *linter) fonts() {
	for _, e := range l.m.Brand.Fonts {
		for _, file := range e.Value.All() {
			if _, known := ShippedFont(file); IsShipped(file) && !known {
				l.say("brand.fonts."+e.Name, "FONT_UNKNOWN", fmt.Sprintf("No font %s comes with Portico.", file), suggest(file, ShippedFonts()))
			} else if !known && !l.m.Files.Has(file) {
				l.say("brand.fonts."+e.Name, "FILE_MISSING", fmt.Sprintf("The font %s is not in the folder.", file), "Copy it there, with its licence.")
			}
		}
	}
	if p := l.m.Brand.Plate.Fill; p != "" {
		l.color("brand.plate.fill", p)
	}
}

func (l *linter) tests() {
	for i, t := range l.m.Tests {
		where := index("tests", i)
		if l.m.Fixture(t.Partner) == nil {
			l.say(where+".partner", "FIXTURE_MISSING", fmt.Sprintf("There is no sample partner %q.", t.Partner), "Add it below fixtures/.")
		}
		piece, ok := l.m.Pieces.Get(t.Piece)
		if !ok {
			l.say(where+".piece", "PIECE_UNKNOWN", fmt.Sprintf("There is no piece %q.", t.Piece), suggest(t.Piece, l.m.Pieces.Names()))
			continue
		}
		if _, ok := piece.Outputs.Get(t.Output); !ok {
			l.say(where+".output", "OUTPUT_UNKNOWN", fmt.Sprintf("The piece has no output %q.", t.Output), suggest(t.Output, piece.Outputs.Names()))
		}
	}
}

// Fixture finds the sample partner that a test names, with or without .yaml.
func (m *Manifest) Fixture(name string) *Partner {
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".yaml"), ".yml")
	return m.Fixtures[name]
}
