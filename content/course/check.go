package course

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/portico-prm/portico/content/markdown"
	"github.com/portico-prm/portico/content/problem"
)

// Limits of one course.
const (
	MaxModules = 50
	MaxLessons = 500
	maxTitle   = 200
	maxSummary = 2000
)

var (
	keyForm    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	localeForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// place makes a finding about a value of the outline, by its path.
type place func(path, code, message, fix string) problem.Problem

// Check tells what is wrong with an outline that came without a folder. has
// tells which files the course holds already.
func (o *Outline) Check(has func(string) bool) problem.List {
	o.settle()
	c := checker{o: o, has: has, at: func(path, code, message, fix string) problem.Problem {
		return problem.Problem{Code: code, Severity: problem.Error, Where: path, Message: message, Fix: fix}
	}}
	c.all()
	if c.found.Has("COURSE_SIZE") {
		return c.found
	}
	for l := range o.Lessons() {
		for locale, body := range l.Body {
			c.found = append(c.found, markdown.Check(TextFile(l.Key, locale, o.Locale), body, has)...)
		}
	}
	return c.found
}

type checker struct {
	o     *Outline
	has   func(string) bool
	at    place
	found problem.List
}

func (c *checker) say(path, code, message, fix string) {
	c.found = append(c.found, c.at(path, code, message, fix))
}

func (c *checker) all() {
	o := c.o
	c.key("key", o.Key)
	c.locales()
	c.texts("title", o.Title, maxTitle, true)
	c.texts("summary", o.Summary, maxSummary, false)
	if slices.Contains(o.Prerequisites, o.Key) {
		c.say("prerequisites", "COURSE_LOOP", "The course asks to be completed before itself.", "Remove its own key.")
	}
	c.audience()
	c.modules()
}

func (c *checker) key(path, key string) {
	if !ValidKey(key) {
		c.say(path, "COURSE_KEY", fmt.Sprintf("%.80q is no key.", key), KeyRepair(key))
	}
}

// KeyRepair says how to write what is no key. Keys have no capitals, so that no
// two of them are one for a reader and two for a program.
func KeyRepair(key string) string {
	if lower := strings.ToLower(key); ValidKey(lower) {
		return "Write it in lower case: " + lower + "."
	}
	return "Use lower-case letters a-z, digits and single hyphens, at most 64 characters."
}

func (c *checker) locales() {
	if !slices.Contains(c.o.Locales, c.o.Locale) {
		c.say("locales", "COURSE_LOCALES", fmt.Sprintf("The course's own language %.40q is not among its languages.", c.o.Locale), "Add it.")
	}
	for _, l := range c.o.Locales {
		if !ValidLocale(l) {
			c.say("locales", "COURSE_LOCALES", fmt.Sprintf("%.40q is no language.", l), "Write it as BCP 47 does: de, or de-AT.")
		}
	}
}

// texts asks for the course's own language; every other one falls back to it.
func (c *checker) texts(path string, t Texts, most int, needed bool) {
	if needed && strings.TrimSpace(t[c.o.Locale]) == "" {
		c.say(path, "TEXT_MISSING", fmt.Sprintf("There is no text in %q, the course's own language.", c.o.Locale), "Write it; the other languages fall back to it.")
	}
	for locale, text := range t {
		switch {
		case !slices.Contains(c.o.Locales, locale):
			c.say(path, "COURSE_LOCALES", fmt.Sprintf("There is a text in %q, which is not among the languages of the course.", locale), "Add the language to locales, or remove the text.")
		case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
			c.say(path, "TEXT_ENCODING", "The text is not UTF-8.", "Write it as UTF-8, without control characters.")
		case len(text) > most:
			c.say(path, "TEXT_TOO_LONG", fmt.Sprintf("The text has %d bytes; at most %d are taken.", len(text), most), "Make it shorter.")
		}
	}
}

func (c *checker) audience() {
	for _, p := range c.o.Audience.Check("audience") {
		c.say(p.Where, p.Code, p.Message, p.Fix)
	}
}

func (c *checker) modules() {
	if n := len(c.o.Modules); n == 0 || n > MaxModules {
		c.say("modules", "COURSE_SIZE", fmt.Sprintf("The course has %d modules.", n), fmt.Sprintf("Give it 1 to %d.", MaxModules))
		return
	}
	modules, lessons, required := map[string]bool{}, map[string]bool{}, 0
	for i, m := range c.o.Modules {
		path := index("modules", i)
		c.once(path, "module", m.Key, modules)
		c.texts(path+".title", m.Title, maxTitle, true)
		for j := range m.Lessons {
			l := &m.Lessons[j]
			at := path + "." + index("lessons", j)
			c.once(at, "lesson", l.Key, lessons)
			c.lesson(at, l)
			if !l.Optional {
				required++
			}
		}
		if len(m.Lessons) == 0 {
			c.say(path, "COURSE_SIZE", "The module has no lesson.", "Add one, or remove the module.")
		}
	}
	if len(lessons) > MaxLessons {
		c.say("modules", "COURSE_SIZE", fmt.Sprintf("The course has %d lessons.", len(lessons)), fmt.Sprintf("Keep it to %d; make two courses of it.", MaxLessons))
	}
	if required == 0 {
		c.say("modules", "COURSE_ALL_OPTIONAL", "Every lesson is optional, so nothing would complete the course.", "Leave optional out of one lesson.")
	}
}

func (c *checker) once(path, what, key string, seen map[string]bool) {
	c.key(path+".key", key)
	if seen[key] {
		c.say(path+".key", "COURSE_KEY_TWICE", fmt.Sprintf("Another %s has the key %q.", what, key), "Give each its own: progress hangs on it.")
	}
	seen[key] = true
}

func index(name string, i int) string { return name + "[" + strconv.Itoa(i) + "]" }

// ValidKey tells whether a text can be the key of a course, a module or a lesson.
func ValidKey(key string) bool { return len(key) <= 64 && keyForm.MatchString(key) }

// ValidLocale tells whether a text names a language, after BCP 47.
func ValidLocale(l string) bool { return len(l) <= 35 && localeForm.MatchString(l) }
