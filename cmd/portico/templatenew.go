package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// templateNewCommand makes a folder that can be linted, rendered and edited.
type templateNewCommand struct {
	From string   `required:"" help:"Art to start from: PDF, PNG or JPEG." type:"path"`
	Zone []string `sep:"none" placeholder:"logo:PAGE,X,Y,W,H" help:"Where a logo (or contact) goes, in mm for PDF and px for images, from the top left of the displayed trim box. Repeatable."`
	Dir  string   `arg:"" help:"Folder to make; it must not exist or be empty." type:"path"`
	JSON bool     `name:"json" help:"Print one JSON object."`
}

// Run makes the folder beside its place and moves it there when it is sound.
func (c *templateNewCommand) Run(to *console) error {
	zones, err := parseZones(c.Zone)
	if err != nil {
		return err
	}
	j := to.job(c.JSON)
	if n, err := os.ReadDir(c.Dir); len(n) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		j.refuse(c.Dir, "DIR_NOT_EMPTY", "The folder exists and is not empty.", "Name a new folder.")
		return j.end("")
	}
	art, found := readBase(c.From)
	j.Problems = append(j.Problems, found...)
	if j.refused() {
		return j.end("")
	}
	j.Problems = append(j.Problems, art.notes...)
	c.make(j, art, zones)
	return j.end(fmt.Sprintf("%s is ready, with %d sample partners. Look at it: portico template preview %s, or with --zones. Then edit template.yaml", c.Dir, len(samples()), c.Dir))
}

func parseZones(flags []string) ([]zoneFlag, error) {
	var zones []zoneFlag
	for _, f := range flags {
		z, err := parseZone(f)
		if err != nil {
			return nil, err
		}
		zones = append(zones, z)
	}
	return zones, nil
}

// make drafts the folder, and drafts it again without the contact block if that
// does not fit on a small page.
func (c *templateNewCommand) make(j *job, art *baseArt, asked []zoneFlag) {
	zones, added := art.zones(j, asked)
	if j.refused() {
		return
	}
	tmp, err := os.MkdirTemp(filepath.Dir(c.Dir), ".portico-*")
	if err != nil {
		j.refuse(c.Dir, "OUTPUT_NOT_WRITTEN", "The folder cannot be made: "+err.Error()+".", "Check that its parent exists and may be written to.")
		return
	}
	defer os.RemoveAll(tmp)
	found := c.try(j, tmp, art, zones)
	if added && found.Blocking() {
		zones = zones[:len(zones)-1]
		found = c.try(j, tmp, art, zones)
	}
	j.Problems = append(j.Problems, found...)
	if j.refused() {
		return
	}
	if err := move(tmp, c.Dir); err != nil {
		j.refuse(c.Dir, "OUTPUT_NOT_WRITTEN", "The folder cannot be made: "+err.Error()+".", "Name a new folder.")
		return
	}
	j.Output, j.Pages, j.Bytes = c.Dir, len(art.pages), int64(len(art.data))
}

// try writes the folder and compiles it with tests for the sample partners that
// fit: a zone that is too small for one of them is the designer's to enlarge, and
// no reason to have no folder.
func (c *templateNewCommand) try(j *job, tmp string, art *baseArt, zones []zoneFlag) problem.List {
	tried := samples()
	for {
		if err := art.write(tmp, templateID(c.Dir), zones, tried); err != nil {
			return problem.List{{Code: "OUTPUT_NOT_WRITTEN", Severity: problem.Error, Where: c.Dir, Message: "The folder cannot be written: " + err.Error() + ".", Fix: "Check that there is room."}}
		}
		pkg, found, err := prepareTemplate(tmp)
		if err != nil {
			return append(found, problemOf(c.From, err))
		}
		if pkg != nil {
			j.SHA256 = pkg.Hash()
			return slices.DeleteFunc(found, ofSample)
		}
		fit := slices.DeleteFunc(slices.Clone(tried), func(name string) bool { return failed(found, slices.Index(tried, name)) })
		if len(fit) == len(tried) {
			return found
		}
		tried = fit
	}
}

// ofSample: what is said of the sample partners is said again by lint, preview
// and test, where somebody looks for it.
func ofSample(p problem.Problem) bool { return strings.Contains(p.Where, " tests[") }

func failed(found problem.List, test int) bool {
	return slices.ContainsFunc(found, func(p problem.Problem) bool {
		return p.Severity == problem.Error && strings.Contains(p.Where, fmt.Sprintf(" tests[%d]", test))
	})
}

// zones are the ones that were asked for and those that the art marks; without
// any, the usual one, and a contact block if nobody placed one. added tells that the block was our idea.
func (b *baseArt) zones(j *job, asked []zoneFlag) (zones []zoneFlag, added bool) {
	for i, z := range asked {
		switch {
		case z.page > len(b.pages):
			j.refuse(fmt.Sprintf("--zone %d", i+1), "BASE_PAGE", fmt.Sprintf("The art has %d pages; there is no page %d.", len(b.pages), z.page), "Name a page that exists.")
		case !z.within(b.pages[z.page-1]):
			p := b.pages[z.page-1]
			j.refuse(fmt.Sprintf("--zone %d", i+1), "ZONE_OUTSIDE", fmt.Sprintf("The zone leaves page %d, which is %g x %g %s.", z.page, p.w, p.h, b.unit()), "Move or shrink it.")
		}
	}
	zones = slices.Concat(b.marks, asked)
	if len(b.marks) > 0 {
		return zones, false
	}
	if !slices.ContainsFunc(zones, func(z zoneFlag) bool { return z.kind == "logo" }) {
		zones = append([]zoneFlag{b.draftLogo()}, zones...)
	}
	if j.refused() || slices.ContainsFunc(zones, func(z zoneFlag) bool { return z.kind == "contact" }) {
		return zones, false
	}
	contact, ok := b.draftContact(zones)
	if !ok {
		return zones, false
	}
	return append(zones, contact), true
}

func (b *baseArt) unit() string {
	if b.pdf {
		return "mm"
	}
	return "px"
}

// move puts the finished folder in its place, which is empty or not there.
func move(from, to string) error {
	if err := os.Chmod(from, 0o755); err != nil {
		return err
	}
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(from, to)
}

var notID = regexp.MustCompile(`[^a-z0-9]+`)

// templateID is the name of the folder as an id.
func templateID(dir string) string {
	id := strings.Trim(notID.ReplaceAllString(strings.ToLower(filepath.Base(dir)), "-"), "-")
	if id == "" {
		return "template"
	}
	return strings.Trim(id[:min(64, len(id))], "-")
}

func hundredth(v float64) float64 { return math.Round(v*100) / 100 }
