package bank_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/bank"
	"github.com/portico-prm/portico/internal/channel/training/question"
)

func codes(err error) string {
	if err == nil {
		return ""
	}
	return fault.CodeOf(err)
}

// read ends the test when the bank is refused.
func read(t *testing.T, format bank.Format, text string) *bank.Report {
	t.Helper()
	r, err := bank.Read(format, []byte(text))
	if err != nil {
		t.Fatalf("%v of %s", err, text)
	}
	return r
}

// said is a question in one line, to compare.
func said(q bank.Found) string {
	out := []string{string(q.Kind), q.Prompt}
	if q.Credit != "" {
		out[0] += " " + string(q.Credit)
	}
	for _, o := range q.Options {
		out = append(out, fmt.Sprintf("%s=%g", o.Text, o.Worth))
	}
	for _, p := range q.Pairs {
		out = append(out, p.Left+"->"+p.Right)
	}
	for _, d := range q.Decoys {
		out = append(out, "->"+d)
	}
	out = append(out, q.Sequence...)
	for _, n := range q.Numbers {
		out = append(out, fmt.Sprintf("%g±%g=%g", n.Value, n.Tolerance, n.Worth))
	}
	if q.Unit != nil {
		out = append(out, fmt.Sprintf("%s%v", q.Unit.Name, q.Unit.Others))
	}
	for _, x := range q.Texts {
		out = append(out, fmt.Sprintf("%s=%g", x.Text, x.Worth))
	}
	if q.Kind == question.TrueFalse {
		out = append(out, fmt.Sprint(q.Truth))
	}
	return strings.Join(out, " | ")
}

// noted is a note in one line.
func noted(n bank.Note) string {
	if n.Skipped {
		return fmt.Sprintf("%d %s!", n.Line, n.Code)
	}
	return fmt.Sprintf("%d %s", n.Line, n.Code)
}

// one compares the single question of a bank, or what is said of it.
func one(t *testing.T, name string, r *bank.Report, want string) {
	t.Helper()
	var got []string
	for _, q := range r.Questions {
		got = append(got, said(q))
	}
	for _, n := range r.Notes {
		got = append(got, noted(n))
	}
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("%s:\n%s\nwant\n%s", name, text, want)
	}
}
