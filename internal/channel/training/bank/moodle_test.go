package bank_test

import (
	"fmt"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/bank"
)

func asked(kind, inner string) string {
	return fmt.Sprintf("<quiz>\n<question type=%q><name><text>N</text></name><questiontext format=\"html\"><text><![CDATA[<p>Which?</p>]]></text></questiontext>\n%s\n</question></quiz>", kind, inner)
}

func TestMoodleXML(t *testing.T) {
	t.Parallel()
	const two = `<answer fraction="100"><text>a</text><feedback><text>yes</text></feedback></answer><answer fraction="-50"><text>b</text></answer>`
	tests := map[string]struct{ kind, inner, want string }{
		"one of several": {"multichoice", `<single>true</single>` + two, "SINGLE | Which? | a=100 | b=-50"},
		"several":        {"multichoice", `<single>false</single>` + two, "MULTIPLE BY_WORTH | Which? | a=100 | b=-50"},
		"all or nothing": {"multichoiceset", two, "MULTIPLE ALL_OR_NOTHING | Which? | a=100 | b=-50"},
		"true":           {"truefalse", `<answer fraction="0"><text>false</text></answer><answer fraction="100"><text>true</text></answer>`, "TRUE_FALSE | Which? | true"},
		"neither":        {"truefalse", `<answer fraction="0"><text>false</text></answer>`, "2 NO_RIGHT_OPTION!"},
		"words":          {"shortanswer", `<usecase>1</usecase><answer fraction="100"><text>a*</text></answer><answer fraction="0"><text>*</text></answer>`, "SHORT | Which? | a*=100"},
		"a number":       {"numerical", `<answer fraction="100"><text>5</text><tolerance>0.1</tolerance></answer><answer fraction="0"><text>*</text></answer>`, "NUMERIC | Which? | 5±0.1=100"},
		"with units": {"numerical", `<answer fraction="100"><text>5</text></answer><units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>
			<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>`, "NUMERIC | Which? | 5±0=100 | mmap[cm:0.01]"},
		"no number":     {"numerical", `<answer fraction="100"><text>five</text></answer>`, "3 NUMBER!"},
		"pairs":         {"matching", `<subquestion><text>a</text><answer><text>1</text></answer></subquestion><subquestion><text>b</text><answer><text>2</text></answer></subquestion><subquestion><text></text><answer><text>3</text></answer></subquestion>`, "MATCHING PER_PART | Which? | a->1 | b->2 | ->3"},
		"an order":      {"ordering", `<answer fraction="1"><text>x</text></answer><answer fraction="2"><text>y</text></answer>`, "ORDERING PER_PART | Which? | x | y"},
		"another kind":  {"calculated", two, "2 KIND_UNKNOWN!"},
		"a weight":      {"truefalse", `<defaultgrade>0</defaultgrade><answer fraction="100"><text>true</text></answer>`, "TRUE_FALSE | Which? | true\n3 WEIGHT"},
		"hints":         {"truefalse", `<answer fraction="100"><text>true</text></answer><hint><text>try</text></hint><correctfeedback><text>Your answer is correct.</text></correctfeedback><incorrectfeedback><text>Read chapter 2.</text></incorrectfeedback>`, "TRUE_FALSE | Which? | true\n3 HINT_DROPPED\n3 FEEDBACK_DROPPED"},
		"html entities": {"truefalse", `<generalfeedback><text>a&nbsp;b</text></generalfeedback><answer fraction="100"><text>false</text></answer>`, "TRUE_FALSE | Which? | false"},
	}
	for name, tt := range tests {
		one(t, name, read(t, bank.Moodle, asked(tt.kind, tt.inner)), tt.want)
	}
}

func TestMoodleGapsAreChoicesOrMatches(t *testing.T) {
	t.Parallel()
	const words = `<selectoption><text>dog</text><group>1</group></selectoption><selectoption><text>cat</text><group>1</group></selectoption><selectoption><text>fish</text><group>1</group></selectoption>`
	gaps := func(kind, text, list string) string {
		return "<quiz>\n<question type=\"" + kind + "\"><questiontext format=\"html\"><text><![CDATA[<p>" + text + "</p>]]></text></questiontext>\n" + list + "</question></quiz>"
	}
	for name, tt := range map[string]struct{ in, want string }{
		"two gaps":        {gaps("gapselect", "The [[2]] sees the [[1]].", words), "MATCHING PER_PART | The (1) _____ sees the (2) _____. | (1)->cat | (2)->dog | ->fish"},
		"one gap":         {gaps("gapselect", "The [[2]] purrs.", words), "SINGLE | The _____ purrs. | dog=0 | cat=100 | fish=0"},
		"a word twice":    {gaps("gapselect", "[[1]] and [[1]]", words), "MATCHING PER_PART | (1) _____ and (2) _____ | (1)->dog | (2)->dog | ->cat | ->fish"},
		"dragged":         {gaps("ddwtos", "The [[1]] barks.", `<dragbox><text>dog</text><group>1</group></dragbox><dragbox><text>cat</text><group>2</group></dragbox>`), "SINGLE | The _____ barks. | dog=100 | cat=0\n2 CONTENT_DROPPED"},
		"no such word":    {gaps("gapselect", "The [[9]] purrs.", words), "2 NO_ANSWER!"},
		"nothing missing": {gaps("gapselect", "The cat purrs.", words), "2 NO_INTERACTION!"},
	} {
		one(t, name, read(t, bank.Moodle, tt.in), tt.want)
	}
}

func TestAMoodleBankHasCategories(t *testing.T) {
	t.Parallel()
	r := read(t, bank.Moodle, `<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE quiz><quiz><question type="category"><category><text>$course$/Edge</text></category></question>
<question type="description"/><question type="truefalse"><questiontext><text>`+"Stra\xdfe?"+`</text></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>`)
	if len(r.Questions) != 1 || r.Passages != 1 || r.Questions[0].Category != "Edge" || r.Questions[0].Prompt != "Straße?" {
		t.Errorf("%+v", r)
	}
}

func FuzzMoodleXML(f *testing.F) {
	f.Add(asked("multichoice", `<answer fraction="100"><text>a</text></answer>`))
	f.Add(asked("numerical", `<answer fraction="1e400"><text>NaN</text><tolerance>-1</tolerance></answer><units><unit><multiplier>1e-320</multiplier><unit_name>m</unit_name></unit></units>`))
	f.Add(asked("gapselect", `<selectoption><text>[[1]]</text></selectoption>`))
	f.Add("<quiz><question/>")
	f.Add("<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>")
	f.Fuzz(func(t *testing.T, in string) { sound(t, bank.Moodle, []byte(in)) })
}
