package templates_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/templates"
)

// A kit carries what a render needs and nothing of the art department.
func TestKitsAreWholeAndLean(t *testing.T) {
	t.Parallel()
	const artLimit = 400_000 // bytes of one file of base art
	for _, slug := range templates.Kits() {
		t.Run(slug, func(t *testing.T) {
			t.Parallel()
			kit := templates.FS(slug)
			second := "de"
			if slug == "edge-gateway-event" {
				second = "ar"
			}
			for _, name := range []string{"template.yaml", "CHANGELOG.md", "fonts/OFL.txt", "strings/en.yaml", "strings/" + second + ".yaml", "legal/en.yaml", "legal/" + second + ".yaml"} {
				if _, err := fs.Stat(kit, name); err != nil {
					t.Errorf("the kit lacks %s: %v", name, err)
				}
			}
			if _, err := fs.Stat(kit, "art"); err == nil {
				t.Error("the sources of the art are embedded")
			}
			base, err := fs.ReadDir(kit, "base")
			if err != nil || len(base) < 2 {
				t.Fatalf("art in two languages is wanted, there are %d files (%v)", len(base), err)
			}
			for _, f := range base {
				if info, _ := f.Info(); info.Size() >= artLimit {
					t.Errorf("%s has %d bytes, the limit is %d", f.Name(), info.Size(), artLimit)
				}
			}
		})
	}
}

func TestAnUnknownKitIsAMistakeInTheProgram(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("FS of an unknown kit gave a folder")
		}
	}()
	templates.FS("edge-gateway-poster")
}

type organisation struct {
	Slug         string   `yaml:"slug"`
	Name         string   `yaml:"name"`
	Type         string   `yaml:"type"`
	Distributors []string `yaml:"distributors"`
	Logos        []struct {
		File    string `yaml:"file"`
		Variant string `yaml:"variant"`
	} `yaml:"logos"`
}

// What the demo vendor teaches is whole, and every lesson can be read in both of
// its languages.
func TestTheDemoTeachesInTwoLanguages(t *testing.T) {
	t.Parallel()
	folders, err := fs.Glob(templates.Demo(), "courses/*/course.yaml")
	if err != nil || len(folders) < 7 {
		t.Fatalf("%d courses, %v", len(folders), err)
	}
	for _, manifest := range folders {
		sub, err := fs.Sub(templates.Demo(), path.Dir(manifest))
		if err != nil {
			t.Fatal(err)
		}
		got, found := course.Read(sub)
		if len(found) > 0 {
			t.Errorf("%s: %v", manifest, found)
			continue
		}
		for l := range got.Outline.Lessons() {
			spoken := []course.Texts{l.Title}
			if l.Kind == course.Text || l.Kind == course.Task {
				spoken = append(spoken, l.Body)
			}
			for _, texts := range spoken {
				if texts["en"] == "" || texts["de"] == "" || texts["en"] == texts["de"] {
					t.Errorf("%s: lesson %s is not in both languages", manifest, l.Key)
				}
			}
		}
	}
}

// The demo shows what the product is about: distributors, a reseller of two of
// them, one of none, and a logo for each.
func TestDemoSet(t *testing.T) {
	t.Parallel()
	all := readDemo(t)
	known := map[string]string{}
	for _, o := range all {
		known[o.Slug] = o.Type
	}
	var distributors, shared, direct int
	for _, o := range all {
		if len(o.Logos) == 0 {
			t.Errorf("%s has no logo", o.Name)
		}
		for _, l := range o.Logos {
			if ext := path.Ext(l.File); !strings.Contains(".svg .png", ext) {
				t.Errorf("%s: %s is no logo", o.Name, l.File)
			}
			if _, err := fs.Stat(templates.Demo(), l.File); err != nil {
				t.Errorf("%s: %v", o.Name, err)
			}
		}
		for _, d := range o.Distributors {
			if known[d] != "distributor" && known[d] != "vad" {
				t.Errorf("%s buys from %q, which is no distributor of the demo", o.Name, d)
			}
		}
		switch {
		case o.Type == "distributor" || o.Type == "vad":
			distributors++
		case len(o.Distributors) == 0:
			direct++
		case len(o.Distributors) > 1:
			shared++
		}
	}
	if distributors != 3 || direct == 0 || shared == 0 {
		t.Errorf("%d distributors, %d resellers of several and %d of none; wanted are 3, one and one", distributors, shared, direct)
	}
}

func readDemo(t *testing.T) []organisation {
	t.Helper()
	data, err := fs.ReadFile(templates.Demo(), "demo.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Organisations []organisation `yaml:"organisations"`
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return file.Organisations
}
