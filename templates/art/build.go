//go:build ignore

// Command build draws the art of the shipped kits again, from the HTML, SVG
// and copy in each kit's art folder:
//
//	go run templates/art/build.go                      every kit
//	go run templates/art/build.go edge-gateway-social  one kit
//	go run templates/art/build.go edge-gateway-social/square  one piece of it
//
// It needs Chromium and qpdf on the path (Debian: apt-get install chromium
// qpdf). What it writes to base/ is committed, so nobody needs them to build
// or run the product.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"image"
	"image/draw"
	"image/png"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"

	"github.com/goccy/go-yaml"
)

// A piece is one art source and what becomes of it in each language.
type piece struct {
	kit, name     string
	out           string  // "pdf", or "png" for a screen image
	width, height float64 // trim size in mm (pdf) or size in px (png)
	bleed         float64 // mm of art around the trim box
	languages     []string
}

var pieces = []piece{
	{"edge-gateway-datasheet", "datasheet", "pdf", 210, 297, 3, western},
	{"edge-gateway-pricing", "pricing", "pdf", 210, 297, 3, western},
	{"edge-gateway-social", "social", "png", 1200, 630, 0, western},
	{"edge-gateway-social", "square", "png", 1080, 1080, 0, western},
	{"edge-gateway-social", "story", "png", 1080, 1920, 0, western},
	{"edge-gateway-event", "event", "pdf", 148, 210, 3, []string{"ar", "en"}},
	{"edge-gateway-rollup", "rollup", "pdf", 850, 2000, 10, western},
	{"certificate", "certificate", "pdf", 297, 210, 3, []string{"en", "de", "fr"}},
}

var western = []string{"en", "de"}

const (
	pt    = 72 / 25.4           // points in a mm
	drawn = "D:20261102080000Z" // one date for all builds, so that equal art gives equal bytes
)

func main() {
	log.SetFlags(0)
	root := repository()
	for _, p := range pieces {
		if len(os.Args) > 1 && os.Args[1] != p.kit && os.Args[1] != p.kit+"/"+p.name {
			continue
		}
		for _, lang := range p.languages {
			if err := build(root, p, lang); err != nil {
				log.Fatalf("%s %s: %v", p.kit, lang, err)
			}
		}
	}
}

// repository is the folder that holds go.mod, upwards from here.
func repository() string {
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, e := os.Stat(filepath.Join(dir, "go.mod")); e == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	log.Fatal("Run this inside the repository: no go.mod found upwards from here.")
	return ""
}

// build draws one piece in one language and puts it into the kit's base folder.
func build(root string, p piece, lang string) error {
	art := filepath.Join(root, "templates", p.kit, "art")
	page := filepath.Join(art, "."+p.name+"."+lang+".html") // beside its pictures, so that relative addresses hold
	if err := fill(art, p.name, lang, page); err != nil {
		return err
	}
	defer os.Remove(page)
	out := filepath.Join(root, "templates", p.kit, "base", p.name+"."+lang+"."+p.out)
	if p.out == "pdf" {
		return printed(p, page, out)
	}
	return shot(p, page, out)
}

// fill writes the page: the HTML template with the copy of one language.
func fill(art, name, lang, to string) error {
	data, err := os.ReadFile(filepath.Join(art, "copy."+lang+".yaml"))
	if err != nil {
		return err
	}
	words := map[string]any{}
	if err := yaml.Unmarshal(data, &words); err != nil {
		return err
	}
	words["lang"] = lang
	inline := func(file string) (string, error) {
		b, err := os.ReadFile(filepath.Join(art, file))
		return string(b), err
	}
	t, err := template.New(name + ".html").Option("missingkey=error").
		Funcs(template.FuncMap{"inline": inline}).ParseFiles(filepath.Join(art, name+".html"))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, words); err != nil {
		return err
	}
	return os.WriteFile(to, b.Bytes(), 0o644)
}

// printed makes a tagged PDF with bookmarks, then adds what a browser leaves
// out: the page boxes, a stable date and the title bar.
func printed(p piece, page, out string) error {
	raw := page + ".pdf"
	defer os.Remove(raw)
	err := chromium(page, "--print-to-pdf="+raw, "--no-pdf-header-footer", "--generate-pdf-document-outline")
	if err != nil {
		return err
	}
	patch, err := finish(raw, p, headings(page))
	if err != nil {
		return err
	}
	edit := raw + ".json"
	defer os.Remove(edit)
	if err := os.WriteFile(edit, patch, 0o644); err != nil {
		return err
	}
	return run("qpdf", raw, "--update-from-json="+edit, "--object-streams=generate", "--recompress-flate",
		"--compression-level=9", "--deterministic-id", out)
}

// shot makes a screen image of one pixel a CSS pixel.
func shot(p piece, page, out string) error {
	size := fmt.Sprintf("--window-size=%.0f,%.0f", p.width, p.height)
	err := chromium(page, "--screenshot="+out, size, "--hide-scrollbars", "--force-device-scale-factor=1")
	if err != nil {
		return err
	}
	return settle(out)
}

// settle stores the image again in even levels only. The browser dithers its
// gradients by one level; that noise is half of the file and nobody sees it.
func settle(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	from, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return err
	}
	to := image.NewNRGBA(from.Bounds())
	draw.Draw(to, to.Rect, from, from.Bounds().Min, draw.Src)
	for i, v := range to.Pix {
		if v < 250 {
			to.Pix[i] = (v + 1) &^ 1
		}
	}
	var b bytes.Buffer
	smallest := png.Encoder{CompressionLevel: png.BestCompression}
	if err := smallest.Encode(&b, to); err != nil {
		return err
	}
	return os.WriteFile(file, b.Bytes(), 0o644)
}

func chromium(page string, args ...string) error {
	profile, err := os.MkdirTemp("", "art-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	all := append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--allow-file-access-from-files", "--user-data-dir=" + profile}, args...)
	return run("chromium", append(all, "file://"+page)...)
}

func run(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}

// document is the part of qpdf's JSON that finish reads.
type document struct {
	QPDF [2]json.RawMessage `json:"qpdf"`
}

type object struct {
	Value map[string]any `json:"value"`
}

// finish writes the objects to replace: each page gets its boxes, bookmarks
// their spaces, the catalogue shows the title instead of the file name, and the
// dates stand still.
func finish(file string, p piece, titles map[string]string) ([]byte, error) {
	objects, trailer, err := read(file)
	if err != nil {
		return nil, err
	}
	changed := map[string]any{}
	for name, value := range objects {
		if title, ok := value["/Title"].(string); ok && value["/Dest"] != nil {
			value["/Title"] = "u:" + titles[solid(strings.TrimPrefix(title, "u:"))]
			changed[name] = object{value}
		}
		switch value["/Type"] {
		case "/Page":
			box(value, p)
			changed[name] = object{value}
		case "/Catalog":
			value["/ViewerPreferences"] = map[string]any{"/DisplayDocTitle": true}
			value["/PageMode"] = "/UseNone"
			changed[name] = object{value}
		}
	}
	if info, ok := trailer["/Info"].(string); ok {
		value := objects["obj:"+info]
		value["/CreationDate"], value["/ModDate"] = "u:"+drawn, "u:"+drawn
		value["/Creator"], value["/Producer"] = "u:Veldmark art department", "u:Chromium, qpdf"
		changed["obj:"+info] = object{value}
	}
	head := map[string]any{"jsonversion": 2, "pushedinheritedpageresources": false, "calledgetallpages": false, "maxobjectid": len(objects) + 1}
	return json.MarshalIndent(map[string]any{"qpdf": []any{head, changed}}, "", " ")
}

var heading = regexp.MustCompile(`(?s)<h[1-3][^>]*>(.*?)</h[1-3]>`)

// headings are the page's headings by their letters without spaces: the browser
// joins the words of a bookmark where a line of the heading breaks.
func headings(page string) map[string]string {
	text, _ := os.ReadFile(page)
	found := map[string]string{}
	for _, m := range heading.FindAllStringSubmatch(string(text), -1) {
		words := html.UnescapeString(m[1])
		found[solid(words)] = strings.Join(strings.Fields(words), " ")
	}
	return found
}

func solid(s string) string { return strings.Join(strings.Fields(s), "") }

// box gives a page its trim box in the middle of the bleed; readers show the
// trimmed page, printers find the bleed around it.
func box(page map[string]any, p piece) {
	media := page["/MediaBox"].([]any)
	w, h := media[2].(float64), media[3].(float64)
	left, top := p.bleed*pt, p.bleed*pt
	trim := []float64{round(left), round(h - top - p.height*pt), round(left + p.width*pt), round(h - top)}
	page["/BleedBox"] = []float64{0, 0, w, h}
	page["/TrimBox"], page["/CropBox"] = trim, trim
}

func round(v float64) float64 { return float64(int(v*1000+0.5)) / 1000 }

// read gives the dictionaries of a file, and its trailer, by qpdf's names.
func read(file string) (objects map[string]map[string]any, trailer map[string]any, err error) {
	out, err := exec.Command("qpdf", file, "--json-output", "--json-stream-data=none", "-").Output()
	if err != nil {
		return nil, nil, err
	}
	var doc document
	if err := json.Unmarshal(out, &doc); err != nil {
		return nil, nil, err
	}
	var all map[string]struct {
		Value any `json:"value"`
	}
	if err := json.Unmarshal(doc.QPDF[1], &all); err != nil {
		return nil, nil, err
	}
	objects = map[string]map[string]any{}
	for name, o := range all {
		if dict, ok := o.Value.(map[string]any); ok && strings.HasPrefix(name, "obj:") {
			objects[name] = dict
		}
	}
	trailer, _ = all["trailer"].Value.(map[string]any)
	return objects, trailer, nil
}
