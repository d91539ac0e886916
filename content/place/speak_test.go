package place_test

import (
	"testing"

	"github.com/portico-prm/portico/content/place"
)

// A finding carries its figures, so that it can be said in the language of
// whoever reads it.
func TestRefusalsAreSaidInThreeLanguages(t *testing.T) {
	t.Parallel()
	tiny := mark("full", 2, navy)
	tiny.Vector, tiny.PixelWidth = false, 60
	lost := request(navy, mark("full", 2, navy))
	lost.Plate, lost.Contrast.Fallback = nil, []string{"block"}
	small := request(white, mark("full", 30, navy))
	for _, tt := range []struct {
		q        place.LogoRequest
		language string
		want     string
	}{
		{request(white, tiny), "en", "Your logo is 60 px wide. It is shown here 22 mm wide, which needs at least 130 px. Upload an SVG, or a PNG of 260 px or more."},
		{request(white, tiny), "de", "Ihr Logo ist 60 px breit. Hier wird es 22 mm breit gezeigt; dafür sind mindestens 130 px nötig. Laden Sie ein SVG hoch, oder ein PNG mit 260 px oder mehr."},
		{lost, "en", "Your logo is dark blue and the background here is dark: it can hardly be seen. Add a white version in Company > Logos."},
		{lost, "fr", "Votre logo est bleu foncé et le fond est ici foncé : on le voit à peine. Ajoutez une version blanche sous Entreprise > Logos."},
		{small, "de", "Ihr Logo wäre hier 68 mm breit und 2,26 mm hoch; lesbar ist es ab 22 mm x 6 mm. Laden Sie unter Firma > Logos eine quadratische oder zweizeilige Version davon hoch."},
	} {
		_, found := place.Logo(tt.q)
		if len(found) != 1 {
			t.Fatalf("%v", found)
		}
		if p := found[0].In(tt.language); p.Message+" "+p.Fix != tt.want {
			t.Errorf("%s %s, want\n%s", p.Message, p.Fix, tt.want)
		}
	}
}
