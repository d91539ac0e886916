package content_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/problem"
)

// claiming is the kit's art with metadata that claim a standard.
func claiming(xmp, intent string) []byte {
	catalog := "/Metadata 7 0 R /MarkInfo <</Marked true>> /StructTreeRoot 8 0 R /OutputIntents [" + intent + "]"
	packet := "<x:xmpmeta " + xmp + "/>"
	return pdfSaying(catalog, 2, 595.28, 841.89, "", fmt.Sprintf("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(packet), packet),
		"<</Type /StructTreeRoot /K 9 0 R>>", "<</S /Document /P 8 0 R>>")
}

const (
	forArchives = "<</S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)>>"
	forPress    = "<</S /GTS_PDFX /OutputConditionIdentifier (FOGRA39)>>"
)

func TestProfilesAreKeptOrRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		xmp, intent, output string
		code, says          string // of the finding; without one it is kept
	}{
		"access kept":             {"pdfuaid:part='1'", "", "profile: pdf-ua-1", "", "pdfuaid:part='1'"},
		"access not claimed":      {"", "", "profile: pdf-ua-1", "PROFILE_NOT_MET", "PDF-UA-1"},
		"access of another part":  {"pdfuaid:part='2'", "", "profile: pdf-ua-1", "PROFILE_NOT_MET", "PDF-UA-1"},
		"archive kept":            {"pdfaid:part='2' pdfaid:conformance='U'", forArchives, "profile: pdf-a-2u", "", "pdfaid:part='2'"},
		"archive without intent":  {"pdfaid:part='2' pdfaid:conformance='U'", "", "profile: pdf-a-2u", "PROFILE_NOT_KEPT", "no output intent for archives"},
		"archive of another kind": {"pdfaid:part='2' pdfaid:conformance='B'", forArchives, "profile: pdf-a-2u", "PROFILE_NOT_MET", "PDF-A-2U"},
		"old archive, not asked":  {"pdfaid:part='1' pdfaid:conformance='B'", forArchives, "maxBytes: 9000000", "CLAIM_WITHDRAWN", "PDF/A-1b. Copies do not say so: additions are made for"},
		"press kept":              {"pdfxid:GTS_PDFXVersion='PDF/X-4'", forPress, "profile: pdf-x-4, color: fogra39", "", "PDF/X-4"},
		"press for the screen":    {"pdfxid:GTS_PDFXVersion='PDF/X-4'", forPress, "maxBytes: 9000000", "CLAIM_WITHDRAWN", "links may not stand"},
		"another press":           {"pdfxid:GTS_PDFXVersion='PDF/X-4'", strings.Replace(forPress, "39", "51", 1), "profile: pdf-x-4, color: fogra39", "COLOR_INTENT", "FOGRA39"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := folder()
			f["base/sheet.pdf"].Data = claiming(tt.xmp, tt.intent)
			f["template.yaml"] = file(strings.NewReplacer("web: {format: pdf}", "web: {format: pdf, "+tt.output+"}", printLine+"\n", "").Replace(kit))
			p, found := compile(t, f)
			said := slices.ContainsFunc(found, func(q problem.Problem) bool { return q.Code == tt.code && strings.Contains(q.String(), tt.says) })
			if said != (tt.code != "") || !said && len(found) > 0 {
				t.Fatalf("want %q with %q, found %v", tt.code, tt.says, found)
			}
			if p == nil {
				return
			}
			tpl, err := p.Template()
			if err != nil {
				t.Fatal(err)
			}
			out, _ := render(t, tpl, gold(t))
			withdrawn := bytes.Contains(out.Bytes, []byte("/Type /Metadata"))
			if withdrawn != (tt.code != "") || bytes.Contains(out.Bytes, []byte(tt.xmp)) {
				t.Errorf("the claim is withdrawn: %v", withdrawn)
			}
		})
	}
}
