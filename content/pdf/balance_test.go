package pdf

import (
	"strings"
	"testing"
)

func TestBalance(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		content string
		close   string
		clean   string // what replaces content that cannot be wrapped
	}{
		"nothing":               {"", "Q", ""},
		"balanced":              {"q 1 0 0 1 0 0 cm Q", "Q", ""},
		"saved and left":        {"q q 0 g 1 1 2 2 re f", "Q Q Q", ""},
		"text left open":        {"BT (q q) Tj", "ET Q", ""},
		"mark left open":        {"/OC /L1 BDC q 1 1 m EMC /P BMC", "n EMC Q Q", ""},
		"path left open":        {"1 1 m 2 2 l", "n Q", ""},
		"operators in strings":  {"(q \\) q) Tj <71 20 71> Tj %q q\n/q gs [(q)] TJ", "Q", ""},
		"operators in pictures": {"BI /W 1 ID \x00 q EI\xff q EI \x01 q EI q", "Q Q", ""},
		"no space between":      {"q[1]0 d q/G gs(q)Tj", "Q Q Q", ""},
		"more Q than q":         {"2 0 0 2 0 0 cm Q q 0 g Q Q 1 g", "Q", "2 0 0 2 0 0 cm  q 0 g Q  1 g"},
		"cut in a string":       {"0 g (never ends", "Q", "0 g"},
		"cut in a picture":      {"q BI /W 1 ID xx", "Q Q", "q BI"},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			p, _, _ := mustPrepare(t, onePage(tt.content).classic(rooted))
			slot := p.Slots[0]
			if slot.Close != tt.close {
				t.Errorf("closes with %q, want %q", slot.Close, tt.close)
			}
			got := ""
			if slot.Clean != nil {
				got = strings.TrimSpace(unpacked(t, dict{{"Filter", name("FlateDecode")}}, string(slot.Clean)))
			}
			if got != tt.clean {
				t.Errorf("clean copy %q, want %q", got, tt.clean)
			}
		})
	}
}

func TestBalanceAcrossStreams(t *testing.T) {
	t.Parallel()
	b := onePage("q q (a")
	b.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents [4 0 R 6 0 R 4 0 R 99 0 R]>>"
	b.stream("", ") Tj Q")
	p, _, _ := mustPrepare(t, b.classic(rooted))
	if got := p.Slots[0]; got.Contents != "4 0 R 6 0 R 4 0 R" || got.Clean == nil {
		t.Errorf("contents %q, clean %v; the last string never ends", got.Contents, got.Clean)
	}
}

// Some viewers draw nothing after a stream that is damaged inside, so not the
// partner's part either: the copy draws from what could be read of it.
func TestDamagedContentIsWrittenAnew(t *testing.T) {
	t.Parallel()
	const rubbish = "\xff\xff\xff\xff" // no block of deflate begins so
	b := onePage("")
	b.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents [4 0 R 6 0 R] /Resources <</Font <</F1 5 0 R>>>>>>"
	b.bodies[3] = streamText("/Filter /FlateDecode", "x\x9c"+rubbish)
	b.stream("", hello)
	p, _, r := mustPrepare(t, b.classic(rooted))
	if !r.Problems.Has("PDF_CONTENT_UNREAD") || p.Slots[0].Clean == nil {
		t.Errorf("problems = %v, written anew: %v", r.Problems, p.Slots[0].Clean != nil)
	}
	b.bodies[3] = streamText("/Filter /FlateDecode", deflated(hello)[:20]) // only ends early
	if p, _, _ := mustPrepare(t, b.classic(rooted)); p.Slots[0].Clean != nil {
		t.Error("content that ends early is no reason")
	}
}

func TestUnreadableContentWarns(t *testing.T) {
	t.Parallel()
	b := onePage("")
	b.bodies[3] = streamText("/Filter /JBIG2Decode", "Q Q Q")
	p, _, r := mustPrepare(t, b.classic(rooted))
	if !r.Problems.Has("PDF_CONTENT_UNREAD") || p.Slots[0].Clean != nil {
		t.Errorf("problems = %v", r.Problems)
	}
}
