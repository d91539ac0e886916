package bank_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/bank"
)

const (
	matched = `<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>`
	mapped  = `<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>`
)

func declared(cardinality, baseType, inner string) string {
	return fmt.Sprintf(`<responseDeclaration identifier="R" cardinality=%q baseType=%q>%s</responseDeclaration>`, cardinality, baseType, inner)
}

func right(values ...string) string {
	out := "<correctResponse>"
	for _, v := range values {
		out += "<value>" + v + "</value>"
	}
	return out + "</correctResponse>"
}

func item(declaration, body, processing string) string {
	return `<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="T">` + declaration + "\n<itemBody>" + body + "</itemBody>\n" + processing + "</assessmentItem>"
}

func TestQTI(t *testing.T) {
	t.Parallel()
	const choice = `<p>Look.</p><choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1"><prompt>Which <em>one</em>?</prompt>
		<simpleChoice identifier="A">a H<sub>2</sub>O</simpleChoice><simpleChoice identifier="B">b</simpleChoice><simpleChoice identifier="C">c</simpleChoice></choiceInteraction>`
	const match = `<matchInteraction responseIdentifier="R"><prompt>Who?</prompt><simpleMatchSet><simpleAssociableChoice identifier="a">cat</simpleAssociableChoice><simpleAssociableChoice identifier="b">dog</simpleAssociableChoice></simpleMatchSet>
		<simpleMatchSet><simpleAssociableChoice identifier="x">meow</simpleAssociableChoice><simpleAssociableChoice identifier="y">bark</simpleAssociableChoice><simpleAssociableChoice identifier="z">moo</simpleAssociableChoice></simpleMatchSet></matchInteraction>`
	const order = `<orderInteraction responseIdentifier="R"><prompt>Order!</prompt><simpleChoice identifier="A">one</simpleChoice><simpleChoice identifier="B">two</simpleChoice></orderInteraction>`
	const entry = `<p>It is <textEntryInteraction responseIdentifier="R"/> today.</p>`
	tests := map[string]struct{ in, want string }{
		"one of several":   {item(declared("single", "identifier", right("B")), choice, matched), "SINGLE | Look.\n\nWhich one? | a H_2O=0 | b=100 | c=0"},
		"several":          {item(declared("multiple", "identifier", right("A", "C")), choice, matched), "MULTIPLE ALL_OR_NOTHING | Look.\n\nWhich one? | a H_2O=100 | b=0 | c=100"},
		"several by worth": {item(declared("multiple", "identifier", `<mapping><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="C" mappedValue="3"/><mapEntry mapKey="B" mappedValue="-2"/></mapping>`), choice, mapped), "MULTIPLE BY_WORTH | Look.\n\nWhich one? | a H_2O=25 | b=-50 | c=75"},
		"an order":         {item(declared("ordered", "identifier", right("B", "A")), order, matched), "ORDERING ALL_OR_NOTHING | Order! | two | one"},
		"half an order":    {item(declared("ordered", "identifier", right("B")), order, matched), "2 NO_ANSWER!"},
		"pairs":            {item(declared("multiple", "directedPair", right("a x", "b y")), match, matched), "MATCHING PER_PART | Who? | cat->meow | dog->bark | ->moo"},
		"many to one":      {item(declared("multiple", "directedPair", right("a x", "a y", "b y")), match, matched), "2 SEVERAL_PARTNERS!"},
		"words":            {item(declared("single", "string", right("sunny")+`<mapping><mapEntry mapKey="sunny" mappedValue="1"/><mapEntry mapKey="dry*" mappedValue="0.5"/></mapping>`), entry, mapped), `SHORT | It is _____ today. | sunny=100 | dry\*=50`},
		"a number":         {item(declared("single", "float", right("20")), entry, `<responseProcessing><responseCondition><equal toleranceMode="relative" tolerance="5 5"/></responseCondition></responseProcessing>`), "NUMERIC | It is _____ today. | 20±1=100\n3 PROCESSING"},
		"a slider":         {item(declared("single", "integer", right("16")), `<sliderInteraction responseIdentifier="R" lowerBound="0" upperBound="100"><prompt>How many?</prompt></sliderInteraction>`, matched), "NUMERIC | How many? | 16±0=100"},
		"words of a text":  {item(declared("single", "identifier", right("B")), `<hottextInteraction responseIdentifier="R"><prompt>Which is wrong?</prompt><p>Sponsors <hottext identifier="A">of</hottext> the games <hottext identifier="B">gave it's</hottext> share.</p></hottextInteraction>`, matched), "SINGLE | Which is wrong?\n\nSponsors of the games gave it's share. | of=0 | gave it's=100"},
		"words in gaps":    {item(declared("multiple", "directedPair", right("W G1", "S G2")), `<gapMatchInteraction responseIdentifier="R"><prompt>Fill.</prompt><gapText identifier="W">winter</gapText><gapText identifier="S">summer</gapText><gapText identifier="A">autumn</gapText><p>Now is the <gap identifier="G1"/> made <gap identifier="G2"/>.</p></gapMatchInteraction>`, matched), "MATCHING PER_PART | Fill.\n\nNow is the (1) _____ made (2) _____. | (1)->winter | (2)->summer | ->autumn"},
		"a word in a gap":  {item(declared("multiple", "directedPair", right("W G1")), `<gapMatchInteraction responseIdentifier="R"><gapText identifier="W">winter</gapText><gapText identifier="S">summer</gapText><p>Now is the <gap identifier="G1"/>.</p></gapMatchInteraction>`, matched), "SINGLE | Now is the _____. | winter=100 | summer=0"},
		"a gap for nobody": {item(declared("multiple", "directedPair", right("W G1")), `<gapMatchInteraction responseIdentifier="R"><gapText identifier="W">winter</gapText><p><gap identifier="G1"/> <gap identifier="G2"/></p></gapMatchInteraction>`, matched), "2 SEVERAL_PARTNERS!"},
		"no answer":        {item(declared("single", "identifier", ""), choice, matched), "2 NO_ANSWER!"},
		"an essay":         {item(declared("single", "string", right("x")), `<extendedTextInteraction responseIdentifier="R"/>`, ""), "2 KIND_UNKNOWN!"},
		"nothing asked":    {item("", "<p>Read.</p>", ""), "1 NO_INTERACTION!"},
		"a picture":        {item(declared("single", "identifier", right("B")), `<p><img src="x.png" alt=""/></p>`+choice, matched), "SINGLE | Look.\n\nWhich one? | a H_2O=0 | b=100 | c=0\n2 CONTENT_DROPPED"},
	}
	for name, tt := range tests {
		one(t, name, read(t, bank.QTI, tt.in), tt.want)
	}
}

func FuzzQTI(f *testing.F) {
	f.Add(item(declared("single", "identifier", right("B")), `<choiceInteraction responseIdentifier="R"><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction>`, mapped))
	f.Add(item(declared("multiple", "directedPair", right("a", "a b c", " ")), `<matchInteraction responseIdentifier="R"><simpleMatchSet/><simpleMatchSet/></matchInteraction>`, matched))
	f.Add("<assessmentItem/>")
	f.Add("PK\x03\x04")
	f.Fuzz(func(t *testing.T, in string) { sound(t, bank.QTI, []byte(in)) })
}

// What an item says to who picks a choice is kept with the choice; what it says
// to all is named as lost.
func TestFeedbackOfAChoiceIsKept(t *testing.T) {
	t.Parallel()
	const body = `<choiceInteraction responseIdentifier="R"><prompt>Who?</prompt><simpleChoice identifier="A">a<feedbackInline outcomeIdentifier="F" identifier="A">No, <b>b</b>.</feedbackInline></simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction>`
	r := read(t, bank.QTI, item(declared("single", "identifier", right("B")), body, matched))
	if o := r.Questions[0].Options; o[0].Text != "a" || o[0].Feedback != "No, b." || o[1].Feedback != "" || len(r.Notes) != 0 {
		t.Errorf("%+v, %+v", o, r.Notes)
	}
	r = read(t, bank.QTI, item(declared("single", "identifier", right("B")), body+`<feedbackBlock identifier="x">So it is.</feedbackBlock>`, matched))
	if len(r.Notes) != 1 || r.Notes[0].Code != "FEEDBACK_DROPPED" {
		t.Errorf("%+v", r.Notes)
	}
}

// An item that asks several things becomes several questions, each with the text
// around them. One that cannot be asked leaves the others alone.
func TestAnItemOfSeveralInteractionsIsSplitUp(t *testing.T) {
	t.Parallel()
	answers := strings.ReplaceAll(declared("single", "identifier", right("B")), `"R"`, `"R1"`) + strings.ReplaceAll(declared("multiple", "identifier", right("A")), `"R"`, `"R2"`)
	const first = `<choiceInteraction responseIdentifier="R1"><prompt>Which?</prompt><simpleChoice identifier="A">a<feedbackInline identifier="A">No.</feedbackInline></simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction>`
	const second = `<choiceInteraction responseIdentifier="R2"><prompt>And which?</prompt><simpleChoice identifier="A">c</simpleChoice><simpleChoice identifier="B">d</simpleChoice></choiceInteraction>`
	const inline = `<p>From <inlineChoiceInteraction responseIdentifier="R1"><inlineChoice identifier="A">May</inlineChoice><inlineChoice identifier="B">June</inlineChoice></inlineChoiceInteraction> to <textEntryInteraction responseIdentifier="R3"/>.</p>`
	date := strings.ReplaceAll(declared("single", "string", right("July")), `"R"`, `"R3"`)
	tests := map[string]struct{ in, want string }{
		"two choices":       {item(answers, "<p>Look.</p>"+first+second, ""), "SINGLE | Look.\n\nWhich? | a=0 | b=100\nMULTIPLE ALL_OR_NOTHING | Look.\n\nAnd which? | c=100 | d=0\n1 SPLIT_UP"},
		"two gaps":          {item(answers+date, inline, ""), "SINGLE | From _____ to …. | May=0 | June=100\nSHORT | From … to _____. | July=100\n1 SPLIT_UP"},
		"one is unknown":    {item(answers, first+"\n"+`<uploadInteraction responseIdentifier="R2"/>`, ""), "SINGLE | Which? | a=0 | b=100\n3 KIND_UNKNOWN!\n1 SPLIT_UP"},
		"none can be asked": {item(declared("single", "string", right("x")), `<uploadInteraction/>`+"\n"+`<drawingInteraction/>`, ""), "2 KIND_UNKNOWN!\n3 KIND_UNKNOWN!"},
		"asked in steps":    {strings.Replace(item(answers, first+"\n"+second, ""), "identifier=", `adaptive="true" identifier=`, 1), "3 ASKS_IN_STEPS!"},
		"a button to end":   {item(answers, first+`<endAttemptInteraction responseIdentifier="E" title="Hint"/>`, ""), "SINGLE | Which? | a=0 | b=100"},
	}
	for name, tt := range tests {
		one(t, name, read(t, bank.QTI, tt.in), tt.want)
	}
	r := read(t, bank.QTI, item(answers, first+second, ""))
	if r.Questions[0].Name != "T (1 of 2)" || r.Questions[1].Name != "T (2 of 2)" || r.Questions[0].Options[0].Feedback != "No." {
		t.Errorf("%+v", r.Questions)
	}
}
