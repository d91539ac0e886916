package pdf

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// layered has content of a secret layer in every place where there can be some.
// What it sets, such as a colour, is used behind it.
func layered() *builder {
	b := newBuilder()
	b.add("<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 12 0 R /OCProperties <</OCGs [8 0 R 9 0 R] /D <</Order [9 0 R 8 0 R] /ON [8 0 R 9 0 R]>>>>>>")
	b.add("<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 200]>>")
	b.add(`<</Type /Page /Parent 2 0 R /Contents 4 0 R /StructParents 0 /Resources <</Font <</F1 5 0 R>> /XObject <</Fm 6 0 R /Im 7 0 R /Own 10 0 R>>
		/Properties <</S 8 0 R /P 9 0 R /Both <</Type /OCMD /OCGs [8 0 R 9 0 R] /P /AllOn>> /Either <</Type /OCMD /OCGs [8 0 R 9 0 R]>>
		/Not <</Type /OCMD /VE [/Not 8 0 R]>> /Said <</ActualText (SECRET said by name)>>>>>>
		/Annots [<</Subtype /Link /Rect [0 0 9 9] /OC 8 0 R /Contents (SECRET link)>> <</Subtype /Link /Rect [0 0 9 9] /Contents (PUBLIC link)>>]>>`)
	b.stream("/Filter /FlateDecode", deflated(`1 0 0 rg
/OC /S BDC q 0 1 0 rg BT /F1 12 Tf (SECRET words) Tj ET Q 0 0 1 rg 50 50 20 20 re f /F1 9 Tf 10 10 90 90 re W n /Im Do EMC
20 20 30 30 re f
BT 10 100 Td (PUBLIC after) Tj ET
/OC /Both BDC BT (SECRET both) Tj ET EMC /OC /Either BDC BT (PUBLIC either) Tj ET EMC
/OC /Not BDC BT (PUBLIC instead) Tj ET EMC
/Own Do /Fm Do
/P <</MCID 0 /ActualText (SECRET around)>> BDC /OC /S BDC BT (SECRET in tag) Tj ET EMC BT (PUBLIC in tag) Tj ET EMC
/OC /S BDC /P <</MCID 1>> BDC BT (SECRET tag) Tj ET EMC EMC
/Span /Said BDC /OC /S BDC (SECRET) Tj EMC EMC
/OC /S BDC BI /W 9 /H 1 /BPC 8 /CS /G ID SECRET`+"\xff"+`xx EI EMC`))
	b.add("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
	b.stream("/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources <</Font <</F1 5 0 R>> /Properties <</S 8 0 R>>>>", "/OC /S BDC BT /F1 9 Tf (SECRET form) Tj ET EMC BT (PUBLIC form) Tj ET")
	b.stream(imageDict, "SECRET picture")
	b.add("<</Type /OCG /Name (SECRET)>>")
	b.add("<</Type /OCG /Name (PUBLIC)>>")
	b.stream("/Type /XObject /Subtype /Form /BBox [0 0 300 200] /OC 8 0 R /Resources <</XObject <</Deep 11 0 R>>>>", "/Deep Do")
	b.stream("/Type /XObject /Subtype /Form /BBox [0 0 300 200]", "(SECRET deep) Tj")
	b.add("<</Type /StructTreeRoot /K [13 0 R 14 0 R]>>")
	b.add("<</S /P /P 12 0 R /Pg 3 0 R /Alt (SECRET alt) /Lang (PUBLIC lang) /K 0>>")
	b.add("<</S /P /P 12 0 R /Pg 3 0 R /ActualText (SECRET text) /K 1>>")
	return b
}

func TestWithoutALayerNothingOfItIsLeft(t *testing.T) {
	t.Parallel()
	for what, src := range map[string][]byte{"classic": layered().classic(rooted), "stream": layered().modern(rooted)} {
		before := everything(t, src)
		out, err := Without(src, Cut{Layers: []string{"SECRET"}}, DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		after := everything(t, out)
		if at := strings.Index(after, "SECRET"); at >= 0 {
			t.Errorf("%s: left over: %.40q", what, after[at:])
		}
		for _, word := range strings.SplitAfter(before, "(PUBLIC ")[1:] {
			if word = "(PUBLIC " + word[:strings.Index(word, ")")]; !strings.Contains(after, word) {
				t.Errorf("%s: %s is lost", what, word)
			}
		}
		content := strings.Join(strings.Fields(contentOf(t, out, 0)), " ")
		if want := "1 0 0 rg 0 0 1 rg /F1 9 Tf 10 10 90 90 re W n 20 20 30 30 re f BT"; !strings.HasPrefix(content, want) {
			t.Errorf("%s: the layer's settings do not hold behind it: %s", what, content)
		}
		again, _ := Without(src, Cut{Layers: []string{"SECRET"}}, DefaultLimits())
		if !bytes.Equal(out, again) {
			t.Errorf("%s: two copies differ", what)
		}
		p, source, _ := mustPrepare(t, out)
		stampAndRead(t, p, source)
	}
}

// Illustrator begins a group in one layer and ends it in the next.
func TestGroupsOverLayersStayWhole(t *testing.T) {
	t.Parallel()
	b := layered()
	b.bodies[3] = streamText("", "/OC /S BDC q 1 0 0 rg q 0 g 0 0 9 9 re f Q (a) Tj EMC /OC /P BDC 5 5 9 9 re f Q EMC q /OC /S BDC Q 0 0 9 9 re f EMC 1 1 1 1 re f")
	out, err := Without(b.classic(rooted), Cut{Layers: []string{"SECRET"}}, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(strings.Fields(contentOf(t, out, 0)), " "), "q 1 0 0 rg /OC /P BDC 5 5 9 9 re f Q EMC q Q 1 1 1 1 re f"; got != want {
		t.Errorf("content %s, want %s", got, want)
	}
}

func TestTangledLayersAreRefused(t *testing.T) {
	t.Parallel()
	for what, content := range map[string]string{
		"begins in a text": "BT (a) Tj /OC /S BDC (b) Tj ET EMC",
		"ends in a text":   "/OC /S BDC BT (a) Tj EMC (b) Tj ET",
		"ends in a path":   "/OC /S BDC 0 0 9 9 re EMC f",
	} {
		b := layered()
		b.bodies[3] = streamText("", content)
		_, err := Without(b.classic(rooted), Cut{Layers: []string{"SECRET"}}, DefaultLimits())
		if err == nil || !strings.Contains(err.Error(), "PDF_LAYER_TANGLED: page 1") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestHiddenLayersCorpus takes each layer out of real documents, or one of each
// document where PORTICO_TRUST is not set. What is left looks as a viewer shows it
// that hides the layer.
func TestHiddenLayersCorpus(t *testing.T) {
	t.Parallel()
	all := os.Getenv("PORTICO_TRUST") != ""
	done, refused := 0, 0
	for _, file := range shared(t, "pdf/*.pdf") {
		src := mustRead(t, file)
		_, source, r, err := Prepare(src, DefaultLimits())
		if err != nil || r.Layers == 0 {
			continue
		}
		for i, name := range r.LayerNames {
			if i > 0 && !all {
				break
			}
			out, err := Without(source, Cut{Layers: []string{name}}, DefaultLimits())
			if err != nil {
				refused++
				t.Logf("%s, layer %q: %v", filepath.Base(file), name, err)
				continue
			}
			want, okA := rasterised(t, switchedOff(t, source, name))
			got, okB := rasterised(t, out)
			if !okA || !okB {
				t.Skip("no pdftoppm: the pages are not looked at")
			}
			if done++; !sameLook(want, got) {
				t.Errorf("%s: without layer %q it looks different", filepath.Base(file), name)
			}
		}
	}
	t.Logf("%d layers taken out, %d refused", done, refused)
}

// switchedOff is the document with a layer that viewers do not show.
func switchedOff(t *testing.T, src []byte, name string) []byte {
	t.Helper()
	s, err := look(src, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	e := newEdit(s)
	root := dictOf(e.d.catalog()).without()
	layers := e.d.dict(root.get("OCProperties")).without()
	config := e.d.dict(layers.get("D")).without("AS", "BaseState", "ON", "OFF")
	off := append(array{}, e.list(e.d.dict(layers.get("D")).get("OFF"))...)
	for num := range e.layersNamed([]string{name}) {
		off = append(off, ref{num, 0})
	}
	e.setCatalog(root.set("OCProperties", layers.set("D", config.set("OFF", off))))
	return rewrite(s, func(o object) object { return o })
}

func sameLook(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	far := 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			for _, d := range []int{int(r1) - int(r2), int(g1) - int(g2), int(b1) - int(b2)} {
				if d > 12<<8 || d < -12<<8 {
					far++
					break
				}
			}
		}
	}
	return far == 0
}
