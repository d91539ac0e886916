package pdf

import (
	"strconv"

	"github.com/portico-prm/portico/content/problem"
)

// hazard is one kind of content that a published file must not have.
type hazard struct {
	code, message, fix string
}

// hazards in the order of the report. Every one is an Error.
var hazards = []hazard{
	{"PDF_JAVASCRIPT", "The file carries JavaScript", "Export it without scripts."},
	{"PDF_LAUNCH", "The file can start a programme or open another file", "Remove the launch actions."},
	{"PDF_EMBEDDED_FILE", "The file carries other files inside", "Remove the attachments."},
	{"PDF_OPEN_ACTION", "The file does something when it is opened", "Remove the open action; a first view is allowed."},
	{"PDF_ADDITIONAL_ACTIONS", "The file acts by itself on pages or fields", "Remove the actions of pages and fields."},
	{"PDF_REMOTE_GOTO", "The file leads into other documents on disk", "Use web links instead."},
	{"PDF_SUBMIT_FORM", "The file sends form data", "Remove the submit button."},
	{"PDF_IMPORT_DATA", "The file reads form data from disk", "Remove the import action."},
	{"PDF_RICH_MEDIA", "The file plays film, sound or 3D", "Use a picture and a link instead."},
	{"PDF_XFA", "The file is an XFA form", "Print it to a plain PDF."},
	{"PDF_UNSAFE_LINK", "The file has links that are not web, mail or telephone addresses", "Correct or remove these links."},
	{"PDF_EXTERNAL_REFERENCE", "The file takes parts of itself from other files", "Embed what it refers to."},
}

// sighting counts a hazard and keeps where it was seen first.
type sighting struct {
	count int
	where string
}

// problems lists the hazards seen, in the order of the table.
func (s *survey) hazardProblems() problem.List {
	var out problem.List
	for _, h := range hazards {
		seen, ok := s.seen[h.code]
		if !ok {
			continue
		}
		out = append(out, problem.Problem{
			Code: h.code, Severity: problem.Error, Where: seen.where,
			Message: h.message + " (" + times(seen.count) + ").", Fix: h.fix,
			Data: map[string]any{"count": seen.count},
		})
	}
	return out
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return strconv.Itoa(n) + " times"
}

// actionHazards names the action types that are not allowed.
var actionHazards = map[name]string{
	"JavaScript": "PDF_JAVASCRIPT",
	"Launch":     "PDF_LAUNCH",
	"GoToR":      "PDF_REMOTE_GOTO",
	"GoToE":      "PDF_EMBEDDED_FILE",
	"SubmitForm": "PDF_SUBMIT_FORM",
	"ImportData": "PDF_IMPORT_DATA",
	"Rendition":  "PDF_RICH_MEDIA", "Movie": "PDF_RICH_MEDIA", "Sound": "PDF_RICH_MEDIA",
	"GoTo3DView": "PDF_RICH_MEDIA", "RichMediaExecute": "PDF_RICH_MEDIA",
}

// annotationHazards names the annotations that are not allowed.
var annotationHazards = map[name]string{
	"FileAttachment": "PDF_EMBEDDED_FILE",
	"RichMedia":      "PDF_RICH_MEDIA", "Screen": "PDF_RICH_MEDIA", "Movie": "PDF_RICH_MEDIA",
	"Sound": "PDF_RICH_MEDIA", "3D": "PDF_RICH_MEDIA",
}

// judge looks at one dictionary, wherever it stands.
func (s *survey) judge(d dict, isStream bool) {
	s.note(s.hazardousAction(d))
	s.note(s.disguised(d))
	for _, e := range d {
		if a := s.fires(e); a != nil && s.hazardousAction(a) == "" && s.disguised(a) == "" {
			s.note(actionHazards[s.nameOf(a, "S")]) // it says it is a tag
		}
	}
	if d.has("Rect") {
		s.note(annotationHazards[s.nameOf(d, "Subtype")])
	}
	if (d.has("JS") && s.nameOf(d, "S") != "JavaScript") || s.smuggles(d) {
		s.note("PDF_JAVASCRIPT")
	}
	if d.has("EF") || d.has("EmbeddedFiles") || d.get("Type") == name("EmbeddedFile") {
		s.note("PDF_EMBEDDED_FILE")
	}
	if len(s.d.dict(d.get("AA"))) > 0 {
		s.note("PDF_ADDITIONAL_ACTIONS")
	}
	if isStream && d.get("F") != nil || d.has("OPI") || s.refersOut(d) {
		s.note("PDF_EXTERNAL_REFERENCE")
	}
}

// hazardousAction tells actions from the many other dictionaries with an /S,
// such as the elements of the tag tree, by what those have and actions do not.
// It returns the code of an action that is not allowed.
func (s *survey) hazardousAction(d dict) string {
	t := s.nameOf(d, "Type")
	if (t != "" && t != "Action") || (t == "" && d.has("P") && d.has("K")) {
		return ""
	}
	return actionHazards[s.nameOf(d, "S")]
}

// disguised finds a dictionary that says it is another thing, and has the /S of
// an action that is not allowed. Of tags that is no more than a word.
func (s *survey) disguised(d dict) string {
	switch s.nameOf(d, "Type") {
	case "", "Action", "StructElem":
		return ""
	}
	return actionHazards[s.nameOf(d, "S")]
}

// triggers are the entries whose dictionaries viewers run, whatever else those
// say of themselves.
var triggers = []name{"A", "PA", "Next", "OpenAction"}

// fires returns the action that an entry would start, if it is not allowed.
func (s *survey) fires(e entry) dict {
	if !among(e.key, triggers) {
		return nil
	}
	started, several := s.d.resolve(e.value).(array)
	if !several {
		started = array{e.value}
	}
	for _, o := range started {
		if d, ok := s.d.resolve(o).(dict); ok && actionHazards[s.nameOf(d, "S")] != "" {
			return d
		}
	}
	return nil
}

// refersOut finds form XObjects whose picture is a page of another file.
func (s *survey) refersOut(d dict) bool {
	return s.nameOf(d, "Subtype") == "Form" && s.d.dict(d.get("Ref")).has("F")
}

// judgeCatalog looks at what only the root of a document can have.
func (s *survey) judgeCatalog(c dict) {
	if s.acts(c.get("OpenAction")) {
		s.note("PDF_OPEN_ACTION")
	}
	s.note(linkHazard(s.baseAddress(c)))
	names := s.d.dict(c.get("Names"))
	if names.get("JavaScript") != nil {
		s.note("PDF_JAVASCRIPT")
	}
	if c.get("Collection") != nil {
		s.note("PDF_EMBEDDED_FILE")
	}
	if s.d.dict(c.get("AcroForm")).get("XFA") != nil {
		s.note("PDF_XFA")
	}
}

// baseAddress is what short addresses of the document begin with.
func (s *survey) baseAddress(catalog dict) string {
	return s.d.text(s.d.dict(catalog.get("URI")).get("Base"))
}

// smuggles tells whether a font has words where its matrix has numbers: viewers
// made of JavaScript ran them (CVE-2024-4367).
func (s *survey) smuggles(d dict) bool {
	matrix, _ := s.d.resolve(d.get("FontMatrix")).(array)
	for _, o := range matrix {
		v := s.d.resolve(o)
		if _, ok := number(v); !ok && v != nil {
			return true
		}
	}
	return false
}

func (s *survey) note(code string) {
	if code == "" {
		return
	}
	seen := s.seen[code]
	if seen == nil {
		seen = &sighting{where: s.where}
		s.seen[code] = seen
	}
	seen.count++
}
