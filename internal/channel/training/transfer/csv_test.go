package transfer

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// said is what a file came to: its entries and its notes, one a line.
func said(t *testing.T, file string) string {
	t.Helper()
	r, err := readCSV([]byte(file), noon)
	if err != nil {
		return err.Error()
	}
	var out []string
	for _, e := range r.entries {
		score := "-"
		if e.Score != nil {
			score = fmt.Sprint(*e.Score)
		}
		out = append(out, fmt.Sprintf("%d %s %s %s %s %s", e.Line, e.Email, e.Course, e.At.Format(time.RFC3339Nano), score, e.ExternalID))
	}
	for _, n := range r.notes {
		out = append(out, fmt.Sprintf("%d %s %s [%s]", n.Line, n.Code, n.Column, n.Value))
	}
	return strings.Join(out, "\n")
}

func TestFilesAreReadHoweverTheyWereSaved(t *testing.T) {
	t.Parallel()
	want := "2 ann@a.example edge-basics 2026-05-01T00:00:00Z 87.5 A-1\n3 bob@b.example edge-basics 2026-05-01T10:30:00Z - "
	head, rows := []string{"email", "course", "completedAt", "score", "externalId"}, [][]string{
		{"Ann@a.example", "edge-basics", "2026-05-01", "87.5", "A-1"}, {"bob@b.example", "edge-basics", "2026-05-01T12:30:00+02:00", "", ""}}
	written := func(comma, end string, quote bool) string {
		var b strings.Builder
		for _, row := range append([][]string{head}, rows...) {
			for i, v := range row {
				if quote {
					v = `"` + v + `"`
				}
				if i > 0 {
					b.WriteString(comma)
				}
				b.WriteString(v)
			}
			b.WriteString(end)
		}
		return b.String()
	}
	for _, comma := range []string{",", ";", "\t", "|"} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			for _, quote := range []bool{false, true} {
				for _, mark := range []string{"", "\ufeff"} {
					if got := said(t, mark+written(comma, end, quote)); got != want {
						t.Errorf("delimiter %q, end %q, quotes %v, mark %q:\n%s", comma, end, quote, mark, got)
					}
				}
			}
		}
	}
	files := map[string]string{
		"a line for the spreadsheet":    "sep=;\nE-Mail;Course Key;Completed at;Score\nann@a.example;edge-basics;2026-05-01;\"87,5\"\n",
		"empty lines and other columns": "mail,name,COURSE,completion_date,percent\n\n,,,,\nann@a.example,\"Ann, the first\",edge-basics,2026-05-01,87.5%\n",
	}
	for name, file := range files {
		if got := said(t, file); !strings.HasSuffix(got, " ann@a.example edge-basics 2026-05-01T00:00:00Z 87.5 ") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestAFileSaysWhereItIsWrong(t *testing.T) {
	t.Parallel()
	const head = "email,course,completedAt,score,externalId\n"
	tests := map[string]struct{ file, want string }{
		"nothing":              {"", "The first line has to name"},
		"no header":            {"ann@a.example,edge-basics,2026-05-01\n", "The header lacks email, course, completedAt"},
		"a column twice":       {"email,mail,course,completedAt\n", "Two columns are email"},
		"Latin-1":              {head + "ann@a.example,edge-basics,2026-05-01,,\nM\xfcller@a.example,edge-basics,2026-05-01,,\n", "Line 3 is not UTF-8"},
		"UTF-16":               {"\xff\xfee\x00m\x00a\x00i\x00l\x00", "Line 1 is not UTF-8"},
		"all missing":          {head + ",,,5,\n", "2 REQUIRED email []\n2 REQUIRED course []\n2 REQUIRED completedAt []"},
		"no time":              {head + "a@b.c,k,01.05.2026,,\n", "2 BAD_TIME completedAt [01.05.2026]"},
		"a day that is not":    {head + "a@b.c,k,2026-02-30,,\n", "2 BAD_TIME completedAt [2026-02-30]"},
		"a year that is not":   {head + "a@b.c,k,0026-02-03,,\n", "2 BAD_TIME completedAt [0026-02-03]"},
		"tomorrow":             {head + "a@b.c,k,2026-11-29,,\n", "2 IN_THE_FUTURE completedAt [2026-11-29]"},
		"a moment too late":    {head + "a@b.c,k,2026-11-28T12:00:00.000001Z,,\n", "2 IN_THE_FUTURE completedAt [2026-11-28T12:00:00.000001Z]"},
		"not a number":         {head + "a@b.c,k,2026-05-01,NaN,\n", "2 SCORE score [NaN]"},
		"too good":             {head + "a@b.c,k,2026-05-01,101,\n", "2 SCORE score [101]"},
		"too long an id":       {head + "a@b.c,k,2026-05-01,," + strings.Repeat("x", 201) + "\n", "2 EXTERNAL_ID externalId [" + strings.Repeat("x", 79) + "…]"},
		"a zero in an id":      {head + "a@b.c,k,2026-05-01,,a\x00b\n", "2 EXTERNAL_ID externalId [a b]"},
		"an open quotation":    {head + "a@b.c,k,2026-05-01,,\n\"a@b.c,k\n\n", "2 a@b.c k 2026-05-01T00:00:00Z - \n3 CSV_QUOTES  []"},
		"a delimiter too many": {head + "a@b.c,k,2026-05-01,87,5,A-1\n", "2 CSV_COLUMNS  [A-1]"},
		"a formula":            {head + "a@b.c,k,\"=HYPERLINK(\"\"http://x\"\")\",,\n", "2 BAD_TIME completedAt ['=HYPERLINK(\"http://x\")]"},
		"a line in a value":    {head + "a@b.c,\"k\nk\",yesterday,,\n", "2 BAD_TIME completedAt [yesterday]"},
		"too many":             {head + strings.Repeat("a@b.c,k,2026-05-01,,\n", MaxLines+1), "at most 10000 lines"},
		"too many bad ones":    {head + strings.Repeat("a@b.c,k,?,,\n", 5*MaxLines), "at most 10000 lines"},
	}
	for name, tt := range tests {
		if got := said(t, tt.file); !strings.Contains(got, tt.want) {
			t.Errorf("%s:\n%.300s\nwant %s", name, got, tt.want)
		}
	}
	if _, err := readCSV(make([]byte, MaxBytes+1), noon); err == nil || !strings.Contains(err.Error(), "at most 10 MB") {
		t.Errorf("too large: %v", err)
	}
}

func TestValuesOfAReportAreSafeToOpen(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{"=1+1": "'=1+1", "+49": "'+49", "-1": "'-1", "@x": "'@x", "\t=1": "'=1", "a\r\nb": "a  b", "\u202eevil": "evil", "": "", "plain": "plain"} {
		if got := shown(given); got != want {
			t.Errorf("%q is shown as %q, want %q", given, got, want)
		}
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("email,course,completedAt\na@b.c,k,2026-05-01\n"))
	f.Add([]byte("sep=;\nemail;course;completedAt\n\"a@b.c\";k;2026-05-01T00:00:00Z\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := readCSV(file, noon)
		if err != nil {
			return
		}
		for _, e := range r.entries {
			if e.Email == "" || e.Course == "" || e.At.After(noon) || e.Score != nil && !(*e.Score >= 0 && *e.Score <= 100) {
				t.Errorf("%q gave %+v", file, e)
			}
		}
	})
}
