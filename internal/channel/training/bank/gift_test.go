package bank_test

import (
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/bank"
)

func TestGIFT(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ in, want string }{
		"one of several":     {"::Spectrum::Between orange and green? {=yellow # right ~red # wrong ~blue}", "SINGLE | Between orange and green? | yellow=100 | red=0 | blue=0"},
		"worth in part":      {"Born where? {~%25%Bethlehem =Nazareth ~%-50%Rome}", "SINGLE | Born where? | Bethlehem=25 | Nazareth=100 | Rome=-50"},
		"several together":   {"Who lies there? {~%-100%no one ~%50%Grant ~%50%his wife}", "MULTIPLE BY_WORTH | Who lies there? | no one=-100 | Grant=50 | his wife=50"},
		"true":               {"The sun rises in the east.{T}", "TRUE_FALSE | The sun rises in the east. | true"},
		"false, with words":  {"Grant lies there.{FALSE#No one lies there.#Right!}", "TRUE_FALSE | Grant lies there. | false\n1 FEEDBACK_DROPPED"},
		"a few words":        {"Two plus two equals {=four =4}", "SHORT | Two plus two equals | four=100 | 4=100"},
		"a missing word":     {"Two plus {=two =2} equals four.", "SHORT | Two plus _____ equals four. | two=100 | 2=100"},
		"pairs and a decoy":  {"Match.{ =cat -> cat food =dog -> dog food =-> bird food }", "MATCHING PER_PART | Match. | cat->cat food | dog->dog food | ->bird food"},
		"a tolerance":        {"From 1 to 5? {#3:2}", "NUMERIC | From 1 to 5? | 3±2=100"},
		"a range":            {"Pi? {#3.125..3.25}", "NUMERIC | Pi? | 3.1875±0.0625=100"},
		"numbers by worth":   {"Born when? {#\n=1822:0 #yes\n=%50%1822:2 #near\n~ #no}", "NUMERIC | Born when? | 1822±0=100 | 1822±2=50\n2 FEEDBACK_DROPPED"},
		"a number and more":  {"From 1 to 5? {#3:2~#Not at all}", "NUMERIC | From 1 to 5? | 3±2=100\n1 FEEDBACK_DROPPED"},
		"formats of answers": {"[html]Which? {=[plain]<br> # [html]Right. ~[markdown]*p* ~[html]<b>q</b>}", "SINGLE | Which? | <br>=100 | *p*=0 | q=0"},
		"formats of pairs":   {"Match.{ =[html]<i>cat</i> -> miaow =[plain]dog -> <woof> }", "MATCHING PER_PART | Match. | cat->miaow | dog-><woof>"},
		"a comma":            {"Half? {#0,5:0,1}", "NUMERIC | Half? | 0.5±0.1=100"},
		"escapes":            {`1 \= 1 \{really\}? {=yes\: 1\=1 ~\~no}`, "SINGLE | 1 = 1 {really}? | yes: 1=1=100 | ~no=0"},
		"markup":             {"[html]<p>Is <b>x</b><sup>2</sup> &lt; 0?</p><script>1</script>{F}", "TRUE_FALSE | Is x^2 < 0? | false"},
		"markup as a topic":  {"Which ends a line? {=<br> ~<p>}", "SINGLE | Which ends a line? | <br>=100 | <p>=0"},
		"no markup":          {"Is List<T> a type when x<y? {T}", "TRUE_FALSE | Is List<T> a type when x<y? | true"},
		"a claim":            {"If a<b and b>c, is a<c? {T}", "TRUE_FALSE | If a<b and b>c, is a<c? | true"},
		"markdown":           {"[markdown]Is *x* <b>? {T}", "TRUE_FALSE | Is *x* <b>? | true"},
		"a picture":          {"[html]What is this? <img src=x.png> {=a ~b}", "SINGLE | What is this? | a=100 | b=0\n1 CONTENT_DROPPED"},
		"the title asks":     {"::Is it so?::{T}", "TRUE_FALSE | Is it so? | true"},
		"empty lines within": {"Which?{\n\n=a\n\n~b\n\n}", "SINGLE | Which? | a=100 | b=0"},
		"an essay":           {"::Film::Describe it.\n{}", "2 KIND_UNKNOWN!"},
		"two blanks":         {"Water has {=1} and\n{=2}", "2 SEVERAL_BLANKS!"},
		"no number":          {"How many?{#=many}", "1 NUMBER!"},
		"half right at most": {"Which?{~%50%a ~b}", "1 NO_FULL_OPTION!"},
		"nothing to choose":  {"Which?{a b c}", "1 KIND_UNKNOWN!"},
		"not closed":         {"::A::Which?{=a ~b\n\n::B::So?{T}", "TRUE_FALSE | So? | true\n1 UNCLOSED!"},
	}
	for name, tt := range tests {
		one(t, name, read(t, bank.GIFT, tt.in), tt.want)
	}
}

func TestAGIFTBankHasLinesCategoriesAndPassages(t *testing.T) {
	t.Parallel()
	r := read(t, bank.GIFT, "\ufeff// a bank\r\n$CATEGORY: $course$/Edge\r\n\r\n// easy\r\n::First:: One?\r\n{T}\r\n\r\nRead this first.\r\n\r\n$CATEGORY: Core\r\n::Second:: Two? {F####Because.}\r\n")
	if len(r.Questions) != 2 || r.Passages != 1 {
		t.Fatalf("%+v", r)
	}
	a, b := r.Questions[0], r.Questions[1]
	if a.Line != 5 || a.Name != "First" || a.Category != "$course$/Edge" || b.Line != 11 || b.Category != "Core" || b.Explanation != "Because." {
		t.Errorf("%+v\n%+v", a, b)
	}
}

func FuzzGIFT(f *testing.F) {
	for _, s := range []string{"::a::b{=c ~d}", "{", "}{", "a{#1..2}", "a{=%50%b->c}", "[html]<p{T}", "\\", "a{####}", "$CATEGORY:", strings.Repeat("{=", 50), "::::{}", "a{~%é%=}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) { sound(t, bank.GIFT, []byte(in)) })
}

// sound wants what is taken in to be usable, and the rest to be named.
func sound(t *testing.T, format bank.Format, in []byte) {
	t.Helper()
	r, err := bank.Read(format, in)
	if err != nil {
		if codes(err) == "INTERNAL" {
			t.Errorf("no code: %v", err)
		}
		return
	}
	for _, q := range r.Questions {
		if err := q.Validate(); err != nil || q.Line < 1 {
			t.Errorf("line %d: %v: %+v", q.Line, err, q)
		}
	}
	skipped := 0
	for _, n := range r.Notes {
		if n.Skipped {
			skipped++
		}
		if n.Line < 1 || n.Code == "" || n.Message == "" {
			t.Errorf("an empty note: %+v", n)
		}
	}
	if skipped != r.Skipped {
		t.Errorf("%d left out, %d said", r.Skipped, skipped)
	}
}
