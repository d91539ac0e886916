package rip_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"os"
	"testing"

	"github.com/portico-prm/portico/content/rip"
)

// press is one for all tests of the package: its start is most of the time.
var press *rip.Press

func TestMain(m *testing.M) {
	var err error
	if press, err = rip.Open(""); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = press.Close()
	os.Exit(code)
}

// document has a page of 200 x 100 points for every content, in its order.
func document(contents ...string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(form string, a ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), fmt.Sprintf(form, a...))
	}
	kids := ""
	for i := range contents {
		kids += fmt.Sprintf("%d 0 R ", 3+2*i)
	}
	b.WriteString("%PDF-1.7\n")
	object("<</Type /Catalog /Pages 2 0 R>>")
	object("<</Type /Pages /Kids [%s] /Count %d>>", kids, len(contents))
	for i, c := range contents {
		object("<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources <<>> /Contents %d 0 R>>", 4+2*i)
		object("<</Length %d>>\nstream\n%s\nendstream", len(c), c)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

func TestAPageIsDrawnOnWhitePaper(t *testing.T) {
	doc := document("", "1 0 0 rg 100 50 100 50 re f")
	img, err := press.Picture(doc, 1, 400)
	if err != nil {
		t.Fatal(err)
	}
	if img.Rect != image.Rect(0, 0, 400, 200) {
		t.Errorf("the picture is %v", img.Rect)
	}
	for at, want := range map[image.Point]color.RGBA{{300, 50}: {255, 0, 0, 255}, {100, 50}: {255, 255, 255, 255}, {300, 150}: {255, 255, 255, 255}} {
		if got := img.RGBAAt(at.X, at.Y); got != want {
			t.Errorf("at %v it is %v, want %v", at, got, want)
		}
	}
}

func TestThePressGoesOnAfterABadFile(t *testing.T) {
	good := document("0 0 1 rg 0 0 200 100 re f")
	for name, bad := range map[string][]byte{"no document": []byte("Dear Sir"), "nothing": {}, "cut short": good[:60]} {
		if _, err := press.Picture(bad, 0, 100); err == nil {
			t.Errorf("%s: a picture came of it", name)
		}
	}
	if _, err := press.Picture(good, 7, 100); err == nil {
		t.Error("a page that is not there was drawn")
	}
	if _, err := press.Picture(good, 0, 100); err != nil {
		t.Errorf("the next good one: %v", err)
	}
}

func TestEqualPagesGiveEqualPictures(t *testing.T) {
	doc := document("0.2 0.4 0.1 rg 10 10 m 190 20 l 100 95 l f")
	a, err := press.Picture(doc, 0, 333)
	if err != nil {
		t.Fatal(err)
	}
	b, err := press.Picture(doc, 0, 333)
	if err != nil || !bytes.Equal(a.Pix, b.Pix) {
		t.Errorf("they differ (%v)", err)
	}
}
