package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
)

// TestActiveContent gives each kind of content that may not be published, and
// its harmless neighbours. %s in a catalogue entry is the number of object 6.
func TestActiveContent(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		catalog, page, object string
		want                  string // code, "" for nothing active
		where                 string
	}{
		"script on opening":                    {catalog: "/OpenAction <</S /JavaScript /JS (x)>>", want: "PDF_JAVASCRIPT PDF_OPEN_ACTION", where: "document"},
		"named script":                         {catalog: "/Names <</JavaScript <</Names [(a) 6 0 R]>>>>", object: "<</S /Other /JS (x)>>", want: "PDF_JAVASCRIPT", where: "document"},
		"script in a link":                     {page: "/Annots [<</Subtype /Link /Rect [0 0 1 1] /A 6 0 R>>]", object: "<</S /JavaScript /JS (x)>>", want: "PDF_JAVASCRIPT", where: "page 1"},
		"script after a jump":                  {catalog: "/OpenAction <</S /GoTo /D [3 0 R /Fit] /Next [<</S /JavaScript /JS (x)>>]>>", want: "PDF_JAVASCRIPT", where: "document"},
		"launch":                               {page: "/Annots [<</Subtype /Link /Rect [0 0 1 1] /A <</S /Launch /F (x)>>>>]", want: "PDF_LAUNCH", where: "page 1"},
		"embedded file":                        {catalog: "/Names <</EmbeddedFiles <</Names [(a) 6 0 R]>>>>", object: "<</Type /Filespec /EF <</F 4 0 R>>>>", want: "PDF_EMBEDDED_FILE", where: "document"},
		"file as an annotation":                {page: "/Annots [<</Subtype /FileAttachment /Rect [0 0 1 1]>>]", want: "PDF_EMBEDDED_FILE", where: "page 1"},
		"portfolio":                            {catalog: "/Collection <<>>", want: "PDF_EMBEDDED_FILE", where: "document"},
		"actions of a page":                    {page: "/AA <</O <</S /Named /N /Print>>>>", want: "PDF_ADDITIONAL_ACTIONS", where: "page 1"},
		"print on opening":                     {catalog: "/OpenAction <</S /Named /N /Print>>", want: "PDF_OPEN_ACTION", where: "document"},
		"into another file":                    {page: "/Annots [<</Subtype /Link /Rect [0 0 1 1] /A <</S /GoToR /F (x)>>>>]", want: "PDF_REMOTE_GOTO", where: "page 1"},
		"submit":                               {page: "/Annots [<</Subtype /Widget /Rect [0 0 1 1] /A <</S /SubmitForm /F (x)>>>>]", want: "PDF_SUBMIT_FORM", where: "page 1"},
		"import":                               {page: "/Annots [<</Subtype /Widget /Rect [0 0 1 1] /A <</Type /Action /S /ImportData /F (x)>>>>]", want: "PDF_IMPORT_DATA", where: "page 1"},
		"rich media":                           {page: "/Annots [<</Subtype /RichMedia /Rect [0 0 1 1]>>]", want: "PDF_RICH_MEDIA", where: "page 1"},
		"XFA":                                  {catalog: "/AcroForm <</Fields [] /XFA 6 0 R>>", object: "(xdp)", want: "PDF_XFA", where: "document"},
		"stream in another file":               {catalog: "/Extra 6 0 R", object: streamText("/F (elsewhere.bin)", ""), want: "PDF_EXTERNAL_REFERENCE", where: "document"},
		"page of another file":                 {catalog: "/Extra 6 0 R", object: streamText("/Subtype /Form /Ref <</F (x.pdf) /Page 1>>", ""), want: "PDF_EXTERNAL_REFERENCE", where: "document"},
		"script address":                       {page: "/Annots [<</Subtype /Link /Rect [0 0 1 1] /A <</S /URI /URI (javascript:x)>>>>]", want: "PDF_UNSAFE_LINK", where: "page 1"},
		"launch that says it is another thing": {page: "/Annots [<</Subtype /Link /Rect [0 0 1 1] /A <</Type /Font /S /Launch /F (x)>>>>]", want: "PDF_LAUNCH", where: "page 1"},
		"launch that says it is a tag":         {page: "/Annots [<</Subtype /Link /Rect [0 0 1 1] /A <</S /GoTo /Next [<</P 1 0 R /K 0 /S /Launch /F (x)>>]>>>>]", want: "PDF_LAUNCH", where: "page 1"},
		"script that is a page too":            {page: "/S /JavaScript /JS (x)", want: "PDF_JAVASCRIPT", where: "page 1"},
		"script in place of numbers":           {page: "/Resources <</Font <</F2 6 0 R>>>>", object: "<</Type /Font /Subtype /Type1 /BaseFont /X /FontMatrix [1 0 0 1 0 (0\\); alert\\(1\\)//)]>>", want: "PDF_JAVASCRIPT", where: "page 1"},
		"a share of the network":               {page: "/Annots [<</Subtype /Link /Rect [0 0 1 1] /A <</S /URI /URI (\\\\\\\\host\\\\share)>>>>]", want: "PDF_UNSAFE_LINK", where: "page 1"},
		"links that begin with files":          {catalog: "/URI <</Base (file:///c:/)>>", want: "PDF_UNSAFE_LINK", where: "document"},
		"links that begin alike":               {catalog: "/URI <</Base (https://example.com/)>>"},
		"a first view":                         {catalog: "/OpenAction [3 0 R /Fit]"},
		"a first view as an action":            {catalog: "/OpenAction <</S /GoTo /D [3 0 R /Fit]>>"},
		"web, mail and short links":            {page: "/Annots [<</Subtype /Link /Rect [0 0 1 1] /A <</S /URI /URI (www.example.com/a:b)>>>>]"},
		"no actions after all":                 {page: "/AA <<>>"},
		"a tag called Sound":                   {catalog: "/StructTreeRoot <</K <</S /Sound /P 1 0 R /K 0>>>>"},
		"a typed tag called Movie":             {catalog: "/StructTreeRoot <</K <</Type /StructElem /S /Movie /P 1 0 R /K 0>>>>"},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			_, _, r := mustPrepare(t, with(tt.catalog, tt.page, tt.object))
			got := []string{}
			for _, p := range r.Problems {
				if p.Severity == problem.Error {
					got = append(got, p.Code)
					if p.Where != tt.where || p.Fix == "" || p.Data["count"] == nil {
						t.Errorf("finding %+v, want it on %s with repair and count", p, tt.where)
					}
				}
			}
			if strings.Join(got, " ") != tt.want || r.Active != (tt.want != "") {
				t.Errorf("found %v, active %v; want %q", got, r.Active, tt.want)
			}
		})
	}
}

// with adds entries to catalogue and page, and object 6.
func with(catalog, page, object string) []byte {
	b := onePage(hello)
	b.bodies[0] = fmt.Sprintf("<</Type /Catalog /Pages 2 0 R %s>>", catalog)
	b.bodies[2] = fmt.Sprintf("<</Type /Page /Parent 2 0 R /Contents 4 0 R %s>>", page)
	if object != "" {
		b.add("%s", object)
	}
	return b.classic(rooted)
}

func TestReportFacts(t *testing.T) {
	t.Parallel()
	b := onePage(hello)
	b.bodies[0] = `<</Type /Catalog /Pages 2 0 R /Lang (de-AT) /MarkInfo <</Marked true>> /StructTreeRoot <<>> /Metadata 7 0 R
		/OCProperties <</OCGs [8 0 R 8 0 R]>> /OutputIntents [<</S /GTS_PDFX /OutputConditionIdentifier (FOGRA39)>>]>>`
	b.bodies[2] = `<</Type /Page /Parent 2 0 R /Contents 4 0 R /Rotate 90 /TrimBox [10 10 290 190] /Resources <</Font <</F1 5 0 R /F2 9 0 R>>>>
		/Annots [<</Subtype /Link /Rect [20 30 60 40] /A <</S /URI /URI (https://example.com/b)>>>>
			<</Subtype /Widget /T (zip) /Parent <</T (partner)>> /Rect [10 10 20 20]>> <</Subtype /Popup /Rect [0 0 1 1]>>
			<</Subtype /Link /Rect [1 2 3 4] /A <</S /URI /URI (https://example.com/a)>>>>]>>`
	b.add("<</Title <FEFF00C4> /Producer (Acme \\344) /GTS_PDFXVersion (PDF/X-4)>>")
	b.stream("/Type /Metadata", `<rdf pdfaid:part="2" pdfaid:conformance='U'><pdfuaid:part> 1 </pdfuaid:part></rdf>`)
	b.add("<</Type /OCG /Name (L)>>")
	b.add("<</Type /Font /Subtype /TrueType /BaseFont /Mine /FontDescriptor <</FontFile2 4 0 R>>>>")
	_, _, r := mustPrepare(t, b.classic(rooted+" /Info 6 0 R"))
	want := &Report{
		Version: "1.7", Title: "Ä", Producer: "Acme ä", Language: "de-AT", Tagged: true, PDFA: "2u", PDFUA: "1", PDFX: "PDF/X-4",
		OutputIntents: []string{"GTS_PDFX FOGRA39"}, Layers: 2, LayerNames: []string{"L"}, Fields: 1, Links: 2,
		URIs: []string{"https://example.com/a", "https://example.com/b"}, NotEmbedded: []string{"Helvetica"},
		Pages: []PageFacts{{
			Page: Page{Width: 180, Height: 280, Bleed: Bleed{Left: 10, Top: 10, Right: 10, Bottom: 10}}, Rotate: 90, UserUnit: 1, HasTrimBox: true,
			Annotations: []Annotation{
				{Kind: "Link", URI: "https://example.com/b", Box: place.Rect{X: 20, Y: 10, W: 10, H: 40}},
				{Kind: "Widget", Field: "partner.zip", Box: place.Rect{W: 10, H: 10}},
				{Kind: "Link", URI: "https://example.com/a", Box: place.Rect{X: -8, Y: -9, W: 2, H: 2}},
			},
		}},
	}
	if !r.Problems.Has("PDF_FONT_NOT_EMBEDDED") {
		t.Errorf("problems = %v", r.Problems)
	}
	r.Problems = nil
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
}
