package content

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/spec"
)

// draw writes the sheets: over the picture, or as a tail to the vendor's PDF.
func draw(w *work) error {
	w.out = Output{Language: w.language, Profile: w.output.Profile, Alt: w.filled(w.piece.AltText),
		Name: FileName(w.t.m.ID, w.job.Values["partner.displayName"], w.pieceName, w.outputName, w.language, w.output.Format)}
	if w.piece.Kind == spec.KindRaster {
		return w.picture()
	}
	return w.tail()
}

func (w *work) tail() error {
	base := w.t.pdfs[w.art.name()]
	tail, err := w.appended(base.plan)
	if err != nil {
		return fmt.Errorf("draw %s: %w", w.art.name(), err)
	}
	h, err := base.sum(tail)
	if err != nil {
		return fmt.Errorf("hash %s: %w", w.art.name(), err)
	}
	w.out.MediaType, w.out.Bytes, w.out.Pages = "application/pdf", tail, len(base.plan.Slots)
	w.out.Source = Source{SHA256: base.plan.SourceSHA256, Size: base.plan.SourceSize}
	w.out.SHA256, w.out.Size = hex.EncodeToString(h.Sum(nil)), base.plan.SourceSize+int64(len(tail))
	if most := w.output.MaxBytes; most > 0 && w.out.Size > most {
		w.say("outputs."+w.outputName, "OUTPUT_TOO_LARGE", fmt.Sprintf("The file has %d bytes; at most %d are allowed.", w.out.Size, most), "Raise maxBytes, or make the art smaller.")
	}
	return nil
}

// appended is the tail for the screen, or for the press.
func (w *work) appended(plan *pdf.Plan) ([]byte, error) {
	if w.output.Web() {
		return plan.Tail(w.sheets)
	}
	return plan.PrintTail(w.sheets, pdf.Print{CropMarks: w.output.CropMarks})
}

func (w *work) picture() error {
	base, err := w.t.images[w.art.file].open()
	if err != nil {
		return fmt.Errorf("open %s: %w", w.art.file, err)
	}
	enc := raster.Encoding{Format: raster.Format(w.output.Format), Quality: w.output.Quality, Lossless: w.output.Lossless, MaxBytes: int(w.output.MaxBytes),
		Width: w.output.Width, Height: w.output.Height, SheetWidth: w.piece.Page.Width}
	if enc.Width == 0 && enc.Height == 0 {
		enc.Width, enc.Height = int(w.piece.Page.Width), int(w.piece.Page.Height)
	}
	file, found, err := base.Draw(w.sheets[0], enc)
	w.add(found)
	if err != nil || found.Blocking() {
		return err
	}
	sum := sha256.Sum256(file)
	w.out.MediaType, w.out.Bytes, w.out.Pages = "image/"+w.output.Format, file, 1
	w.out.SHA256, w.out.Size = hex.EncodeToString(sum[:]), int64(len(file))
	return nil
}

// FileName is a name for people: letters, digits and dashes only, so that it
// travels through every system and header.
func FileName(template, partner, piece, output, language, format string) string {
	ext := map[string]string{"pdf": "pdf", "jpeg": "jpg", "png": "png", "webp": "webp"}[format]
	var parts []string
	for _, s := range []string{template, partner, piece, output, language} {
		if s = plainName(s); s != "" && (len(parts) == 0 || parts[len(parts)-1] != s) {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "_") + "." + ext
}

func plainName(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case folded[r] != "":
			b.WriteString(folded[r])
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 40 {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}

// folded writes the letters that names of companies have most often.
var folded = map[rune]string{'ä': "ae", 'ö': "oe", 'ü': "ue", 'ß': "ss", 'é': "e", 'è': "e", 'ê': "e", 'à': "a", 'â': "a", 'á': "a", 'ç': "c",
	'ñ': "n", 'ó': "o", 'ò': "o", 'ô': "o", 'í': "i", 'î': "i", 'ú': "u", 'û': "u", 'å': "a", 'ø': "o", 'æ': "ae", 'ł': "l", 'š': "s", 'ž': "z", 'č': "c"}
