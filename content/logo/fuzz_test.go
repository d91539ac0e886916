package logo

import (
	"testing"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/content/svg"
)

var small = Limits{Bytes: 1 << 20, Pixels: 1 << 16, Side: 2048, SVG: svg.Limits{Elements: 200, References: 50, Operations: 50_000, Segments: 2000, Overdraw: 20}}

// Whatever the bytes: a mark that can be stored, or a reason.
func FuzzIntake(f *testing.F) {
	for _, file := range []logotest.File{logotest.Tiny(), logotest.PaddedSVG(), logotest.HeaderLie()} {
		f.Add(file.Name, file.Data)
	}
	f.Add("a.png", logotest.PNG(logotest.RoundIcon(24, logotest.Navy, logotest.White)))
	f.Add("a.jpg", logotest.JPEG(logotest.Bars(64, 32, logotest.Navy, logotest.White, 4), 70))
	f.Add("a.gif", []byte("GIF89a"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		m, found, err := Intake(name, data, small)
		if err != nil || (m == nil) != found.Blocking() {
			t.Fatalf("mark %v, %v, %v", m != nil, found, err)
		}
		if m == nil {
			return
		}
		b, err := m.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if err := new(Mark).UnmarshalBinary(b); err != nil {
			t.Fatalf("its own bytes: %v", err)
		}
	})
}

// Whatever the store holds: a mark that can be drawn, or an error.
func FuzzUnmarshal(f *testing.F) {
	for _, file := range []logotest.File{logotest.Tiny(), logotest.PaddedSVG(), logotest.NavyBoxSVG()} {
		m, _, err := Intake(file.Name, file.Data, Limits{})
		if err != nil {
			f.Fatal(err)
		}
		b, err := m.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		head, body, err := split(b)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(head), string(body))
	}
	f.Fuzz(func(t *testing.T, head, body string) {
		var m Mark
		if err := m.UnmarshalBinary(forge(head, body, version)); err != nil {
			return
		}
		if m.Kind == Vector {
			m.Tree.Raster(32, 32)
			m.Tree.Form()
		}
		m.Aspect()
	})
}
