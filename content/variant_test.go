package content_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/rule"
)

// tiered is the kit with a second page for gold and above and a third for
// everybody else; the words of each page are packed.
func tiered() fstest.MapFS {
	f := folder()
	second := strings.Index(kit, "      - base: {en: base/sheet.pdf#2")
	f["template.yaml"] = file(kit[:second] + `      - base: {en: base/sheet.pdf#2, de: base/sheet.pdf#2}
        onlyIf: {attr: partner.tier, atLeast: gold}
        zones:
          - {id: prices, type: text, field: company, box: [16, 100, 120, 10], font: body, size: [12, 5], overflow: shrink-then-reject}
      - base: {en: base/sheet.pdf#3, de: base/sheet.pdf#3}
        onlyIf: {attr: partner.tier, below: gold}
        zones: []
` + strings.Replace(kit[second:], "sheet.pdf#2, de: base/sheet.pdf#2", "sheet.pdf#4, de: base/sheet.pdf#4", 1))
	f["base/sheet.pdf"].Data = wordyPDF("OPEN", "GOLD PRICES", "LIST PRICES", "LAST")
	return f
}

// wordyPDF has a page for each text, in streams that are packed.
func wordyPDF(texts ...string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.7\n")
	kids := ""
	for i := range texts {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	object("<</Type /Catalog /Pages 2 0 R>>")
	object(fmt.Sprintf("<</Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 595.28 841.89] /Resources 3 0 R>>", kids, len(texts)))
	object("<</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Times-Roman /FontDescriptor <</FontFile <<>>>>>>>>>>")
	for i, text := range texts {
		var packed bytes.Buffer
		z := zlib.NewWriter(&packed)
		fmt.Fprintf(z, "BT /F1 12 Tf 60 700 Td (%s) Tj ET", text)
		_ = z.Close()
		object(fmt.Sprintf("<</Type /Page /Parent 2 0 R /Contents %d 0 R>>", 5+2*i))
		object(fmt.Sprintf("<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", packed.Len(), packed.String()))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// inflated is a file with every zlib stream that begins anywhere in it.
func inflated(file []byte) string {
	out := bytes.NewBuffer(bytes.Clone(file))
	for i := range file {
		if z, err := zlib.NewReader(bytes.NewReader(file[i:])); err == nil {
			_, _ = io.Copy(out, z)
		}
	}
	return out.String()
}

func TestAPartnerGetsOnlyThePagesOfItsTier(t *testing.T) {
	t.Parallel()
	tpl := open(t, tiered())
	unknown := gold(t)
	delete(unknown.Facts.Values, "partner.tier")
	tests := map[string]struct {
		job       content.Job
		has, lack []string
	}{
		"gold sees the gold page":       {gold(t), []string{"OPEN", "GOLD PRICES", "LAST"}, []string{"LIST PRICES"}},
		"silver sees the list":          {at(t, "silver"), []string{"OPEN", "LIST PRICES", "LAST"}, []string{"GOLD PRICES"}},
		"unknown tier sees neither one": {unknown, []string{"OPEN", "LAST"}, []string{"GOLD PRICES", "LIST PRICES"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, found := render(t, tpl, tt.job)
			if found.Blocking() {
				t.Fatal(found)
			}
			source, _ := tpl.Source(out.Source.SHA256)
			whole := append(bytes.Clone(source), out.Bytes...)
			all := inflated(whole)
			for _, word := range tt.has {
				if !strings.Contains(all, word) {
					t.Errorf("%q is not in the file", word)
				}
			}
			for _, word := range tt.lack {
				if strings.Contains(all, word) {
					t.Errorf("%q can be found in the bytes", word)
				}
			}
			if out.Pages != len(tt.has) {
				t.Errorf("%d pages, want %d", out.Pages, len(tt.has))
			}
			if words := pdfText(t, whole); !strings.Contains(words[strings.Index(words, "LAST"):], "Jana Weber") {
				t.Errorf("the contact is not on the last page:\n%s", words)
			}
		})
	}
}

// at is the gold job with another tier.
func at(t *testing.T, tier string) content.Job {
	job := gold(t)
	job.Facts.Values["partner.tier"] = rule.Ranked(tier, "bronze", "silver", "gold")
	return job
}

func TestVariantsAreReportedAndReproducible(t *testing.T) {
	t.Parallel()
	p, found := compile(t, tiered())
	if len(found) > 0 {
		t.Fatal(found)
	}
	var got []string
	for _, v := range p.Variants() {
		got = append(got, fmt.Sprint(v.Piece, " ", v.Language, " without ", v.Without, ": ", v.Pages))
	}
	want := []string{"sheet en without []: 4", "sheet en without [2]: 3", "sheet en without [3]: 3", "sheet en without [2 3]: 2",
		"sheet de without []: 4", "sheet de without [2]: 3", "sheet de without [3]: 3", "sheet de without [2 3]: 2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	again, _ := compile(t, tiered())
	one, _ := p.MarshalBinary()
	two, _ := again.MarshalBinary()
	if !bytes.Equal(one, two) {
		t.Error("the same folder gives two packages")
	}
	if len(p.Sources()) != 4 {
		t.Errorf("%d sources, want one for each set of pages", len(p.Sources()))
	}
}

func TestFieldsOfAHiddenPageAreNotAskedFor(t *testing.T) {
	t.Parallel()
	f := tiered()
	f["template.yaml"].Data = []byte(strings.NewReplacer("field: company, box: [16, 100", "field: cta, box: [16, 100",
		"cta: {type: text, edit: free, default: strings.cta, ", "cta: {type: text, edit: free, required: true, ",
		"          - {id: cta, type: text, field: cta, box: [16, 120, 120, 20], font: body, size: [16, 10], color: ink, overflow: shrink-then-reject}\n", "",
		"  - {partner: fixtures/gold, piece: sheet, output: web, expect: allow}\n", "").Replace(string(f["template.yaml"].Data)))
	tpl := open(t, f)
	if _, found := render(t, tpl, at(t, "silver")); found.Blocking() {
		t.Error(found)
	}
	if _, found := render(t, tpl, gold(t)); !found.Has("FIELD_REQUIRED") {
		t.Errorf("the gold page's field is not asked for: %v", found)
	}
}

func TestAPieceWithoutPagesIsRefused(t *testing.T) {
	t.Parallel()
	f := folder()
	gated := strings.ReplaceAll(kit, "base/sheet.pdf#1}\n", "base/sheet.pdf#1}\n        onlyIf: {attr: partner.tier, atLeast: gold}\n")
	f["template.yaml"] = file(strings.ReplaceAll(gated, "base/sheet.pdf#2}\n", "base/sheet.pdf#2}\n        onlyIf: {attr: partner.tier, atLeast: gold}\n"))
	tpl := open(t, f)
	if _, found := render(t, tpl, at(t, "silver")); !found.Has("PIECE_WITHOUT_PAGES") {
		t.Errorf("got %v", found)
	}
	if _, found := render(t, tpl, gold(t)); found.Blocking() {
		t.Error(found)
	}
}

func TestPageConditionsAreBounded(t *testing.T) {
	t.Parallel()
	f := folder()
	var pages strings.Builder
	for i := 3; i <= 8; i++ {
		fmt.Fprintf(&pages, "      - base: {en: base/sheet.pdf#%d, de: base/sheet.pdf#%d}\n        onlyIf: {attr: partner.tier, is: t%d}\n        zones: []\n", i, i, i)
	}
	f["template.yaml"] = file(strings.Replace(kit, "    outputs:\n      web", pages.String()+"    outputs:\n      web", 1))
	f["base/sheet.pdf"].Data = pdfFile(8, 595.28, 841.89, "")
	_, found := compile(t, f)
	if !found.Has("PAGE_CONDITION") {
		t.Errorf("six rules are taken: %v", found)
	}
	f["template.yaml"] = file(strings.Replace(kit, "base/social.png}\n", "base/social.png}\n        onlyIf: {attr: partner.tier, is: gold}\n", 1))
	if _, found := compile(t, f); !found.Has("PAGE_CONDITION") {
		t.Errorf("a picture without its only page is taken: %v", found)
	}
}
