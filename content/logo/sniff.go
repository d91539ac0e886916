package logo

import (
	"bytes"
	"path"
	"strings"

	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/bitmap"
)

// fileType is what a file is by its content.
type fileType struct {
	name       string   // as people say it
	extensions []string // the usual first
	accepted   bool
}

var (
	typePNG  = fileType{"PNG", []string{"png"}, true}
	typeJPEG = fileType{"JPEG", []string{"jpg", "jpeg", "jpe", "jfif"}, true}
	typeWebP = fileType{"WebP", []string{"webp"}, true}
	typeSVG  = fileType{"SVG", []string{"svg"}, true}
	typePDF  = fileType{"PDF", []string{"pdf", "ai"}, true}

	typeGIF  = fileType{"GIF", []string{"gif"}, false}
	typeBMP  = fileType{"BMP", []string{"bmp", "dib"}, false}
	typeTIFF = fileType{"TIFF", []string{"tif", "tiff"}, false}
	typeHEIC = fileType{"HEIC or AVIF", []string{"heic", "heif", "avif"}, false}
	typeEPS  = fileType{"EPS or PostScript", []string{"eps", "ps", "ai"}, false}
	typePSD  = fileType{"Photoshop", []string{"psd"}, false}
	typeICO  = fileType{"icon (ICO)", []string{"ico", "cur"}, false}
	typeSVGZ = fileType{"compressed (gzip)", []string{"svgz", "gz"}, false}
	typeOLE  = fileType{"old Office", []string{"doc", "ppt", "xls", "pub", "msg"}, false}
	typeCDR  = fileType{"CorelDRAW", []string{"cdr"}, false}
	typeZip  = fileType{"ZIP or Office", []string{"zip", "docx", "pptx", "xlsx"}, false}
	typeHTML = fileType{"web page", []string{"html", "htm"}, false}
	typeNone = fileType{"of an unknown type", nil, false}
)

// magics are the first bytes of files that are not accepted.
var magics = []struct {
	at    int
	bytes string
	is    fileType
}{
	{0, "GIF8", typeGIF}, {0, "BM", typeBMP},
	{0, "II*\x00", typeTIFF}, {0, "MM\x00*", typeTIFF}, {0, "II+\x00", typeTIFF},
	{4, "ftyphei", typeHEIC}, {4, "ftyphev", typeHEIC}, {4, "ftypmif1", typeHEIC}, {4, "ftypavif", typeHEIC}, {4, "ftypmsf1", typeHEIC},
	{0, "%PDF", typePDF}, {0, "%!PS", typeEPS}, {0, "\xc5\xd0\xd3\xc6", typeEPS},
	{0, "8BPS", typePSD}, {0, "\x00\x00\x01\x00", typeICO}, {0, "\x00\x00\x02\x00", typeICO},
	{0, "\x1f\x8b", typeSVGZ}, {0, "PK\x03\x04", typeZip},
	{0, "\xd0\xcf\x11\xe0", typeOLE}, {8, "CDR", typeCDR}, {8, "cdr", typeCDR},
}

// sniff tells the type of a file by its content.
func sniff(data []byte) fileType {
	switch bitmap.Sniff(data) {
	case bitmap.PNG:
		return typePNG
	case bitmap.JPEG:
		return typeJPEG
	case bitmap.WebP:
		return typeWebP
	}
	for _, m := range magics {
		if len(data) > m.at && bytes.HasPrefix(data[m.at:], []byte(m.bytes)) {
			return m.is
		}
	}
	return sniffText(data)
}

// sniffLength is how far the outermost element is searched for: editors write
// long comments before it.
const sniffLength = 64 << 10

// sniffText tells SVG from web pages. XML of other kinds goes to the SVG
// reader too, which names the element that it met.
func sniffText(data []byte) fileType {
	head, _ := svg.UTF8(data[:min(len(data), sniffLength)])
	head = bytes.TrimLeft(bytes.ToLower(head), " \t\r\n")
	drawing, html := bytes.Index(head, []byte("<svg")), bytes.Index(head, []byte("<html"))
	switch {
	case !bytes.HasPrefix(head, []byte("<")):
		return typeNone
	case bytes.HasPrefix(head, []byte("<!doctype html")), html >= 0 && (drawing < 0 || html < drawing):
		return typeHTML
	case drawing >= 0, bytes.HasPrefix(head, []byte("<?xml")), bytes.Contains(head, []byte(":svg")):
		return typeSVG
	}
	return typeNone
}

// extension is what follows the last dot of a name, in lower case.
func extension(name string) string {
	return strings.TrimPrefix(strings.ToLower(path.Ext(strings.TrimSpace(name))), ".")
}

// fits tells whether a file of type t may have this extension; none at all is
// no contradiction.
func (t fileType) fits(ext string) bool {
	if ext == "" {
		return true
	}
	for _, e := range t.extensions {
		if e == ext {
			return true
		}
	}
	return false
}
