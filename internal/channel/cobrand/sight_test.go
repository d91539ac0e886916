package cobrand_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/testkit"
)

// What a partner sees in the library is what it gets: each page of the finished
// file, drawn by another program, against its preview.
func TestAPreviewIsTheFileThatIsMade(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("no pdftoppm on this machine; apt-get install poppler-utils")
	}
	w := testkit.New(t)
	v, p := w.Pictured(testkit.Folder(testkit.Datasheet)), w.Reseller("Acornix Systems")
	w.Ready(p)
	admin := w.Admin(p)
	copyOf := w.Render(admin, v, p)
	file := bytesOf(w, w.As(admin), copyOf)
	for page := 1; page <= 2; page++ {
		view := cobrand.PageView{Page: page, Width: 800}
		before := look(w, func() (*cobrand.Sight, error) { return w.Cobrand.PreviewPage(w.As(admin), order(v), view) })
		after := look(w, func() (*cobrand.Sight, error) {
			return w.Cobrand.CopyPage(w.As(admin), copyOf.ID, view, w.Members.Actor)
		})
		if before.Pages != 2 || before.SHA256 != after.SHA256 {
			t.Errorf("page %d: the copy looks otherwise than its preview", page)
		}
		got := decoded(t, before.PNG)
		if off := unlike(got, printed(t, file, page, got.Bounds().Size())); off > 0.005 {
			t.Errorf("page %d: %.2f %% of the pixels differ from what poppler draws", page, 100*off)
		}
	}
}

// look asks again, as the refusal says, until there is a picture.
func look(w *testkit.World, f func() (*cobrand.Sight, error)) *cobrand.Sight {
	w.T.Helper()
	for {
		s, err := f()
		if fault.CodeOf(err) != "PREVIEW_PENDING" {
			w.Must(err)
			return s
		}
		if all := fault.All(err); all[0].Retry < time.Second {
			w.T.Fatalf("ask again in %v", all[0].Retry)
		}
		select {
		case <-w.T.Context().Done():
			w.T.Fatal("no picture came")
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func decoded(t testing.TB, file []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func printed(t *testing.T, file []byte, page int, size image.Point) image.Image {
	t.Helper()
	dir := t.TempDir()
	name := filepath.Join(dir, "copy.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	n := fmt.Sprint(page)
	if out, err := exec.Command("pdftoppm", "-png", "-singlefile", "-cropbox", "-f", n, "-l", n, "-scale-to-x", fmt.Sprint(size.X), "-scale-to-y", fmt.Sprint(size.Y), name, filepath.Join(dir, "page")).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	pic, err := os.ReadFile(filepath.Join(dir, "page.png"))
	if err != nil {
		t.Fatal(err)
	}
	return decoded(t, pic)
}

// unlike is the share of pixels that have none of their colour within two pixels
// in the other picture: edges are smoothed by two programs.
func unlike(a, b image.Image) float64 {
	bounds := a.Bounds()
	off := 0
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if !near(a, b, x, y) {
				off++
			}
		}
	}
	return float64(off) / float64(bounds.Dx()*bounds.Dy())
}

const tolerance = 64 << 8

func near(a, b image.Image, x, y int) bool {
	r, g, bl, _ := a.At(x, y).RGBA()
	for dy := -2; dy <= 2; dy++ {
		for dx := -2; dx <= 2; dx++ {
			if at := image.Pt(x+dx, y+dy); at.In(b.Bounds()) {
				r2, g2, b2, _ := b.At(at.X, at.Y).RGBA()
				if apart(r, r2) < tolerance && apart(g, g2) < tolerance && apart(bl, b2) < tolerance {
					return true
				}
			}
		}
	}
	return false
}

func apart(a, b uint32) uint32 { return max(a, b) - min(a, b) }

func TestWhatIsLockedIsNotShown(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	v, p := w.Pictured(testkit.Folder(testkit.Pricing)), w.Reseller("Acornix Systems")
	admin := w.As(w.Admin(p))
	_, err := w.Cobrand.PreviewPage(admin, order(v), cobrand.PageView{})
	w.Wants("without tier, certificate and logo", err, "PREVIEW_LOCKED")
	w.Ready(p)
	first := look(w, func() (*cobrand.Sight, error) { return w.Cobrand.PreviewPage(admin, order(v), cobrand.PageView{}) })
	if size := decoded(t, first.PNG).Bounds().Size(); size.X != 480 {
		t.Errorf("left out, it is %v", size)
	}
	for name, tt := range map[string]struct {
		view cobrand.PageView
		code string
	}{
		"page 2 of 1":       {cobrand.PageView{Page: 2}, "PREVIEW_PAGE"},
		"page -1":           {cobrand.PageView{Page: -1}, "RANGE"},
		"15 pixels":         {cobrand.PageView{Width: 15}, "RANGE"},
		"1601 pixels":       {cobrand.PageView{Width: 1601}, "RANGE"},
		"as large as it is": {cobrand.PageView{Width: 1600}, "OK"},
	} {
		_, err := w.Cobrand.PreviewPage(admin, order(v), tt.view)
		w.Wants(name, err, tt.code)
	}
	other := w.Reseller("Birchline")
	_, err = w.Cobrand.PreviewPage(admin, cobrand.Order{Template: v.TemplateID, Partner: other.ID}, cobrand.PageView{})
	w.Wants("for another reseller", err, "NOT_FOUND")
}

// A template that came without pictures has everything but previews.
func TestWithoutPicturesThereIsNoPreview(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	v, p := w.Kit(testkit.Pricing), w.Reseller("Acornix Systems")
	w.Ready(p)
	_, err := w.Cobrand.PreviewPage(w.As(w.Admin(p)), order(v), cobrand.PageView{})
	w.Wants("no pictures", err, "PREVIEW_MISSING")
	social := w.Kit(testkit.Social) // an image is its own picture
	if s := look(w, func() (*cobrand.Sight, error) {
		return w.Cobrand.PreviewPage(w.As(w.Admin(p)), order(social), cobrand.PageView{Width: 300})
	}); decoded(t, s.PNG).Bounds().Dx() != 300 {
		t.Error("of another width")
	}
}

// A version from before there was a press gets its pictures when somebody asks, and
// whoever asks too early is told when to ask again.
func TestAVersionWithoutPicturesGetsThemWhenItIsLookedAt(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p, v := w.Reseller("Acornix Systems"), w.Kit(testkit.Pricing)
	w.Ready(p)
	admin := w.Admin(p)
	r := w.Render(admin, v, p)
	w.Published(testkit.Folder(testkit.Pricing, "version: 1.0.0", "version: 1.0.1")) // so r is of an older version
	w.Library.WithPress(testkit.Press)
	seen := look(w, func() (*cobrand.Sight, error) {
		return w.Cobrand.CopyPage(w.As(admin), r.ID, cobrand.PageView{Width: 700}, w.Members.Actor)
	})
	img := decoded(t, seen.PNG)
	if off := unlike(img, printed(t, bytesOf(w, w.As(admin), r), 1, img.Bounds().Size())); off > 0.005 {
		t.Errorf("%.2f %% of the pixels differ from the file", 100*off)
	}
	look(w, func() (*cobrand.Sight, error) {
		return w.Cobrand.PreviewPage(w.As(admin), order(v), cobrand.PageView{})
	})
}

// A copy is drawn again only as it was made: of its own version, and of the same
// logo and data. Of what changed since, the file itself is pictured.
func TestACopyIsLookedAtAsItWasMade(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p := w.Reseller("Acornix Systems")
	v := w.Pictured(testkit.Folder(testkit.Pricing))
	w.Ready(p)
	admin := w.Admin(p)
	r := w.Render(admin, v, p)
	ask := func() (*cobrand.Sight, error) {
		return w.Cobrand.CopyPage(w.As(admin), r.ID, cobrand.PageView{}, w.Members.Actor)
	}
	see := func() error { _, err := ask(); return err }
	look(w, ask) // at once
	w.Pictured(testkit.Folder(testkit.Pricing, "version: 1.0.0", "version: 1.0.1"))
	look(w, ask) // when a newer version is out
	stranger := w.Admin(w.Reseller("Birchline"))
	_, err := w.Cobrand.CopyPage(w.As(stranger), r.ID, cobrand.PageView{}, w.Members.Actor)
	w.Wants("by another reseller", err, "NOT_FOUND")
	file := bytesOf(w, w.As(admin), r)
	w.LogoOf(p, cobrand.Primary, testkit.OwnMark("another mark"))
	seen := look(w, func() (*cobrand.Sight, error) {
		return w.Cobrand.CopyPage(w.As(admin), r.ID, cobrand.PageView{Width: 700}, w.Members.Actor)
	})
	img := decoded(t, seen.PNG)
	if off := unlike(img, printed(t, file, 1, img.Bounds().Size())); off > 0.005 || img.Bounds().Dx() != 700 || seen.Pages != 1 {
		t.Errorf("with another logo %.2f %% of the pixels differ from the file (%v, %d pages)", 100*off, img.Bounds(), seen.Pages)
	}
	_, err = w.Cobrand.CopyPage(w.As(admin), r.ID, cobrand.PageView{Page: 2}, w.Members.Actor)
	w.Wants("page 2 of 1", err, "PREVIEW_PAGE")
	_, err = w.Library.Withdraw(w.System(), v.ID, "The price is wrong.")
	w.Must(err)
	w.Wants("of a recalled version", see(), "TEMPLATE_WITHDRAWN")
}

// An image is its own picture, also when it could not be made again.
func TestAnImageIsLookedAtAfterTheLogoChanged(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	p, v := w.Reseller("Acornix Systems"), w.Kit(testkit.Social)
	w.Ready(p)
	admin := w.Admin(p)
	made := map[string]cobrand.RenditionID{}
	for _, output := range []string{"linkedin", "lossless", "web"} {
		out, err := w.Cobrand.Render(w.As(admin), cobrand.Order{Template: v.TemplateID, Output: output})
		w.Must(err)
		made[output] = out.Rendition.ID
	}
	w.LogoOf(p, cobrand.Primary, testkit.OwnMark("another mark"))
	for output, id := range made {
		seen := look(w, func() (*cobrand.Sight, error) {
			return w.Cobrand.CopyPage(w.As(admin), id, cobrand.PageView{Width: 300}, w.Members.Actor)
		})
		if size := decoded(t, seen.PNG).Bounds().Size(); size.X != 300 {
			t.Errorf("%s is %v", output, size)
		}
	}
}

func TestAnApproverSeesThePage(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Published(testkit.Campaign())
	a := asked(c.World, c.Acorn.Second, banner(v))
	desk := look(c.World, func() (*cobrand.Sight, error) {
		return c.Cobrand.LookPage(c.As(c.Brand), a.ID, cobrand.PageView{Width: 600}, c.Members.Actor)
	})
	asker := look(c.World, func() (*cobrand.Sight, error) {
		return c.Cobrand.PreviewPage(c.As(c.Acorn.Second), banner(v), cobrand.PageView{Width: 600})
	})
	if desk.SHA256 != asker.SHA256 {
		t.Error("the approver sees something else than who asked")
	}
	_, err := c.Cobrand.LookPage(c.As(c.Birch.Admin), a.ID, cobrand.PageView{}, c.Members.Actor)
	c.Wants("another reseller", err, "NOT_FOUND")
}

// Budgets on two shared cores: the first look at a page 100 ms, the next at
// another width 40 ms, one that was looked at 5 ms.
func BenchmarkPreview(b *testing.B) {
	w := testkit.New(b)
	v, p := w.Pictured(testkit.Folder(testkit.Datasheet)), w.Reseller("Acornix Systems")
	w.Ready(p)
	admin := w.As(w.Admin(p))
	see := func(width int) time.Duration {
		began := time.Now()
		look(w, func() (*cobrand.Sight, error) {
			return w.Cobrand.PreviewPage(admin, order(v), cobrand.PageView{Width: width})
		})
		return time.Since(began)
	}
	b.Logf("the first look took %v", see(480).Round(time.Millisecond))
	b.Run("another width", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			see(200 + i%400)
		}
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			see(480)
		}
	})
}
