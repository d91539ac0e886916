package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The first copy for a partner, for a profile:
//
//	go test -run '^$' -bench First -cpuprofile cpu ./bench/render
func BenchmarkFirst(b *testing.B) {
	dir := b.TempDir()
	if err := inputs(b.Context(), dir); err != nil {
		b.Fatal(err)
	}
	for _, kit := range []string{"flyer", "deck", "small-jpeg", "small-png"} {
		do, _, err := porticoCraft(dir, kit+"/first")
		if err != nil {
			b.Fatal(err)
		}
		b.Run(kit, func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				if _, _, err := do(i); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A thousand copies on all processors.
func BenchmarkBulk(b *testing.B) {
	dir := b.TempDir()
	if err := inputs(b.Context(), dir); err != nil {
		b.Fatal(err)
	}
	do, _, err := porticoCraft(dir, "flyer/bulk")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := do(0); err != nil {
			b.Fatal(err)
		}
	}
}

func TestOnlyWhatIsNewInItsZonesPasses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := inputs(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	art, err := picturesOf(filepath.Join(dir, "small.png"))
	if err != nil {
		t.Fatal(err)
	}
	zones := []box{where("small")}
	if compare(art, art, zones, 1, way{}) == nil {
		t.Error("the vendor's picture passes for a copy")
	}
	do, _, err := porticoCraft(dir, "small-png/first")
	if err != nil {
		t.Fatal(err)
	}
	file, _, err := do(0)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "copy.png")
	if err := os.WriteFile(out, file, 0o600); err != nil {
		t.Fatal(err)
	}
	copied, err := picturesOf(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := compare(art, copied, zones, 1, way{}); err != nil {
		t.Error(err)
	}
	if compare(art, copied, []box{{0, 0, 100, 100}}, 1, way{}) == nil {
		t.Error("a logo outside of the zones passes")
	}
}

func TestBarsAreHeldAgainstOneRun(t *testing.T) {
	t.Parallel()
	r := &report{}
	add := func(way string, ms float64, stored int64) {
		r.rows = append(r.rows, &row{Task: "flyer", Way: way, Ms: ms, Stored: stored})
	}
	add("Portico, first for a partner", 2, 31_000)
	add("pdf-lib, warm", 61, 700_000)
	want := map[string]string{
		"first flyer for a partner, to pdf-lib warm": "met      first flyer for a partner, to pdf-lib warm: 30.5 x, at least 30 x",
		"stored for a copy of the flyer":             "NOT MET  stored for a copy of the flyer: 31.0 kB, at most 30",
		"1,000 partners, one flyer each":             "not run  1,000 partners, one flyer each",
	}
	for _, b := range bars {
		if say, ok := want[b.what]; ok && b.judge(r) != say {
			t.Errorf("%q, want %q", b.judge(r), say)
		}
	}
}
