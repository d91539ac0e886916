package logo

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/content/logo/logotest"
)

func TestMarksSurviveStorage(t *testing.T) {
	t.Parallel()
	for _, f := range logotest.All() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			m, _ := take(t, f)
			b, err := m.MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			var read Mark
			if err := read.UnmarshalBinary(b); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(m.facts(), read.facts()); diff != "" {
				t.Error(diff)
			}
			if m.Kind == Raster && !bytes.Equal(m.Image.Pix, read.Image.Pix) {
				t.Error("the pixels changed")
			}
			if key, err := read.key(); err != nil || key != m.Key {
				t.Errorf("the key changed from %.8s to %.8s, %v", m.Key, key, err)
			}
			if again, err := read.MarshalBinary(); err != nil || !bytes.Equal(b, again) {
				t.Errorf("the bytes changed, %v", err)
			}
		})
	}
}

// Marks that were stored when trees were JSON can still be read.
func TestMarksOfTheFirstVersionAreRead(t *testing.T) {
	t.Parallel()
	m, _ := take(t, logotest.PaddedSVG())
	head, err := json.Marshal(m.facts())
	if err != nil {
		t.Fatal(err)
	}
	tree, err := json.Marshal(m.Tree)
	if err != nil {
		t.Fatal(err)
	}
	var read Mark
	if err := read.UnmarshalBinary(forge(string(head), string(tree), treesAsJSON)); err != nil {
		t.Fatal(err)
	}
	want, _ := m.MarshalBinary()
	if got, err := read.MarshalBinary(); err != nil || !bytes.Equal(want, got) {
		t.Errorf("it is another mark: %v", err)
	}
}

func TestEqualFilesMakeEqualBytes(t *testing.T) {
	t.Parallel()
	for _, f := range []logotest.File{logotest.Icon(), logotest.PaddedSVG()} {
		a, _ := take(t, f)
		b, _ := take(t, f)
		x, _ := a.MarshalBinary()
		y, _ := b.MarshalBinary()
		if !bytes.Equal(x, y) {
			t.Errorf("%s gives different bytes", f.Name)
		}
	}
}

func TestDamagedMarksAreRefused(t *testing.T) {
	t.Parallel()
	m, _ := take(t, logotest.Tiny())
	whole, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		b := bytes.Clone(whole)
		b[i] ^= 0x10
		if err := new(Mark).UnmarshalBinary(b); !errors.Is(err, ErrMark) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
		if err := new(Mark).UnmarshalBinary(whole[:i]); !errors.Is(err, ErrMark) {
			t.Fatalf("cut to %d bytes: %v", i, err)
		}
	}
}

// A forged file may have a right checksum; its figures are checked all the same.
func TestForgedMarksAreRefused(t *testing.T) {
	t.Parallel()
	png := logotest.PNG(logotest.Fill(4, 4, logotest.Navy))
	hash := `"key":"` + hash64 + `","sourceSha256":"` + hash64 + `"`
	tests := map[string]struct{ head, body string }{
		"unknown kind":         {`{"kind":"film","width":1,"height":1,` + hash + `}`, ""},
		"no size":              {`{"kind":"raster",` + hash + `}`, string(png)},
		"size of other pixels": {`{"kind":"raster","width":5,"height":4,"pixelWidth":4,"pixelHeight":4,` + hash + `}`, string(png)},
		"density above one":    {`{"kind":"raster","width":4,"height":4,"pixelWidth":4,"pixelHeight":4,"density":7,` + hash + `}`, string(png)},
		"no key":               {`{"kind":"raster","width":4,"height":4,"pixelWidth":4,"pixelHeight":4}`, string(png)},
		"JPEG in the body":     {`{"kind":"raster","width":4,"height":4,"pixelWidth":4,"pixelHeight":4,` + hash + `}`, string(logotest.JPEG(logotest.Fill(4, 4, logotest.Navy), 80))},
		"too many pixels":      {`{"kind":"raster","width":4,"height":4,"pixelWidth":4,"pixelHeight":4,` + hash + `}`, string(logotest.PNGHeader(60_000, 60_000))},
		"a tree without size":  {`{"kind":"vector","width":1,"height":1,` + hash + `}`, `{"nodes":[]}`},
		"another tree":         {`{"kind":"vector","width":1,"height":1,` + hash + `}`, `{"width":2,"height":1,"nodes":[]}`},
	}
	for name, tt := range tests {
		if err := new(Mark).UnmarshalBinary(forge(tt.head, tt.body, 1)); !errors.Is(err, ErrMark) {
			t.Errorf("%s: %v", name, err)
		}
	}
	good := `{"kind":"raster","width":4,"height":4,"pixelWidth":4,"pixelHeight":4,` + hash + `}`
	if err := new(Mark).UnmarshalBinary(forge(good, string(png), 1)); err != nil {
		t.Errorf("a sound one: %v", err)
	}
	if err := new(Mark).UnmarshalBinary(forge(good, string(png), 3)); !errors.Is(err, ErrMark) {
		t.Errorf("another version: %v", err)
	}
}

const hash64 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// forge writes a stored mark around any facts and body.
func forge(head, body string, version byte) []byte {
	b := append([]byte(magic), 0, version)
	for _, part := range []string{head, body} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...)
}
