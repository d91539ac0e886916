package transfer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// columns are the names that a column of the header may have, without case,
// spaces, dashes and underscores.
var columns = map[string]string{
	"email": "email", "emailaddress": "email", "mail": "email",
	"course": "course", "coursekey": "course", "coursecode": "course",
	"completedat": "completedAt", "completed": "completedAt", "completiondate": "completedAt", "date": "completedAt",
	"score": "score", "percent": "score",
	"externalid": "externalId", "id": "externalId",
	"partner": "partner", "partnerslug": "partner",
}

var needed = []string{"email", "course", "completedAt"}

// readCSV reads a file with a header. Byte order mark, delimiter (comma,
// semicolon, tab, bar), quotes and line ends are as they come.
func readCSV(file []byte, now time.Time) (*reader, error) {
	r := &reader{now: now}
	text, err := decoded(file)
	if err != nil {
		return nil, err
	}
	at, comma, text := delimiter(text)
	c := csv.NewReader(bytes.NewReader(text))
	c.Comma, c.FieldsPerRecord, c.TrimLeadingSpace = comma, -1, comma != '\t'
	header, err := c.Read()
	if err != nil {
		return nil, refuse("CSV_HEADER", "The first line has to name the columns: email, course, completedAt, and if you like score, externalId, partner.")
	}
	place, err := places(header)
	if err != nil {
		return nil, err
	}
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return r, nil
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			r.note(bad.StartLine+at, "", "", "CSV_QUOTES", "A quotation mark stands where none may: behind this line nothing could be read. Double quotation marks inside of a value, and close the value.")
			return r, nil
		}
		if slices.IndexFunc(row, func(s string) bool { return strings.TrimSpace(s) != "" }) < 0 {
			continue
		}
		if len(r.entries)+len(r.notes) >= 4*MaxLines { // it is refused below
			return nil, tooMany()
		}
		line, _ := c.FieldPos(0)
		r.row(line+at, row, place, len(header))
		if len(r.entries) > MaxLines {
			return nil, tooMany()
		}
	}
}

func tooMany() error {
	return refuse("TOO_MANY_LINES", "An import has at most %d lines. Split the file; what was imported once is not imported twice.", MaxLines)
}

// decoded is the text of a file without its byte order mark.
func decoded(file []byte) ([]byte, error) {
	if len(file) > MaxBytes {
		return nil, refuse("IMPORT_TOO_LARGE", "A file has at most %d MB; this one has %.1f. Split it.", MaxBytes>>20, float64(len(file))/(1<<20))
	}
	file = bytes.TrimPrefix(file, []byte("\ufeff"))
	if !utf8.Valid(file) {
		return nil, refuse("NOT_UTF8", "Line %d is not UTF-8. Save the file as \"CSV UTF-8\".", 1+bytes.Count(file[:firstBad(file)], []byte("\n")))
	}
	if !bytes.ContainsRune(file, '\n') {
		file = bytes.ReplaceAll(file, []byte("\r"), []byte("\n"))
	}
	return file, nil
}

func firstBad(file []byte) int {
	for i := 0; i < len(file); {
		r, n := utf8.DecodeRune(file[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(file)
}

// delimiter finds what separates the columns of the header, and takes a first
// line such as "sep=;" off; skipped is how many lines that were.
func delimiter(text []byte) (skipped int, comma rune, rest []byte) {
	first, behind, _ := bytes.Cut(text, []byte("\n"))
	if sep := bytes.TrimSpace(first); bytes.HasPrefix(bytes.ToLower(sep), []byte("sep=")) && len(sep) == 5 && strings.ContainsRune(",;|", rune(sep[4])) {
		return 1, rune(sep[4]), behind
	}
	comma = ','
	for _, c := range ";\t|" {
		if bytes.Count(first, []byte(string(c))) > bytes.Count(first, []byte(string(comma))) {
			comma = c
		}
	}
	return 0, comma, text
}

// places says in which column stands what.
func places(header []string) (map[string]int, error) {
	place := map[string]int{}
	for i, name := range header {
		plain := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, name)
		column, ok := columns[plain]
		if _, twice := place[column]; ok && twice {
			return nil, refuse("CSV_HEADER", "Two columns are %s. Take one of them out.", column)
		}
		if ok {
			place[column] = i
		}
	}
	var missing []string
	for _, n := range needed {
		if _, ok := place[n]; !ok {
			missing = append(missing, n)
		}
	}
	if len(missing) > 0 {
		return nil, refuse("CSV_HEADER", "The header lacks %s. Columns are email, course, completedAt, and if you like score, externalId, partner.", strings.Join(missing, ", "))
	}
	return place, nil
}

// row reads one line. Everything that is wrong with it is noted.
func (r *reader) row(line int, row []string, place map[string]int, width int) {
	get := func(column string) string {
		if i, ok := place[column]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	if len(row) > width && strings.TrimSpace(strings.Join(row[width:], "")) != "" {
		r.note(line, "", strings.Join(row[width:], " "), "CSV_COLUMNS", "This line has more values than the header has columns. Put values that hold the delimiter into quotation marks.")
		return
	}
	before := len(r.notes)
	e := entry{Line: line, Kind: completed, Email: strings.ToLower(get("email")), Course: strings.ToLower(get("course")), Partner: strings.ToLower(get("partner")), ExternalID: get("externalId")}
	if e.Email == "" {
		r.note(line, "email", "", "REQUIRED", "The e-mail address is missing.")
	}
	if e.Course == "" {
		r.note(line, "course", "", "REQUIRED", "The key of the course is missing.")
	}
	if len(e.ExternalID) > 200 || !storable(e.ExternalID) {
		r.note(line, "externalId", e.ExternalID, "EXTERNAL_ID", "The id has more than 200 bytes, or signs that cannot be shown. Shorten it.")
	}
	e.At = r.completedAt(line, "completedAt", get("completedAt"))
	e.Score = r.score(line, get("score"))
	if len(r.notes) == before {
		r.entries = append(r.entries, e)
	}
}

func (r *reader) completedAt(line int, column, text string) time.Time {
	at, ok := moment(text)
	switch {
	case text == "":
		r.note(line, column, "", "REQUIRED", "The time of completion is missing.")
	case !ok:
		r.note(line, column, text, "BAD_TIME", "This is no time. Write 2026-11-28, or with the time of day and its zone 2026-11-28T14:30:00+01:00.")
	case at.After(r.now):
		r.note(line, column, text, "IN_THE_FUTURE", "Nobody has completed a course at this time yet. Give the time at which it was completed; a day alone begins at midnight UTC.")
	}
	return at
}

func (r *reader) score(line int, text string) *float64 {
	if text == "" {
		return nil
	}
	plain := strings.Replace(strings.TrimSpace(strings.TrimSuffix(text, "%")), ",", ".", 1)
	n, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsNaN(n) || n < 0 || n > 100 {
		r.note(line, "score", text, "SCORE", "The score is a percentage from 0 to 100, such as 87.5.")
		return nil
	}
	return &n
}
