package cobrand

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/blob"
)

// photoSide is the longer side of a page as it is pictured, in pixels: the widest
// picture that may be asked for.
const photoSide = 1600

// photograph is a page of a copy, pictured from its file.
type photograph struct {
	png []byte
	err error // it cannot be drawn, today or tomorrow
}

// photo is a page of a copy as its file has it. The first look at a page takes as
// long as the press does, so whoever asks is told when to ask again.
func (s *Service) photo(ctx context.Context, r *Rendition, view PageView) (*Sight, error) {
	if r.Pages > 0 && view.Page > r.Pages {
		return nil, fault.Field(fault.Invalid, "page", "PREVIEW_PAGE", "There is no page %d; %d can be shown.", view.Page, r.Pages)
	}
	return soon(ctx, func(ctx context.Context) (*Sight, error) {
		key := fmt.Sprint(r.SHA256, " file ", view.Page)
		whole, err := s.copies.Try(key, func() (photograph, int, error) { return s.expose(ctx, r, view.Page) })
		if err = cmp.Or(err, whole.err); err != nil {
			return nil, err
		}
		return s.sights.Try(fmt.Sprint(key, " ", view.Width), func() (*Sight, int, error) {
			file, err := raster.Show(whole.png, raster.PNG, view.Width) // the whole is our own
			return sightOf(file, max(r.Pages, 1)), len(file) + 256, err
		})
	})
}

// expose pictures a page. What the press cannot draw is not tried again.
func (s *Service) expose(ctx context.Context, r *Rendition, page int) (photograph, int, error) {
	file, err := s.fileOf(ctx, r)
	if err != nil {
		return photograph{}, 0, err
	}
	if format, ok := strings.CutPrefix(r.MediaType, "image/"); ok {
		png, err := raster.Show(file, raster.Format(format), 0)
		return photograph{png: png}, len(png) + 256, err
	}
	at, err := s.pageInFile(ctx, r, page-1)
	if err != nil {
		return photograph{}, 0, err
	}
	png, err := s.library.Photograph(ctx, file, at, photoSide)
	switch fault.KindOf(err) {
	case fault.OK:
		return photograph{png: png}, len(png) + 256, nil
	case fault.Exhausted, fault.Unavailable, fault.Conflict:
		return photograph{}, 0, err
	}
	none := fault.Coded(fault.Conflict, "PREVIEW_MISSING", "This page cannot be drawn as a picture. Download the file to see it.")
	if fault.CodeOf(err) == "UPLOAD_TOO_COMPLEX" {
		return photograph{}, 0, none // in this moment: the machine may be busy
	}
	return photograph{err: none}, 256, nil
}

// pageInFile is where a page that the template draws on stands in the file.
func (s *Service) pageInFile(ctx context.Context, r *Rendition, i int) (int, error) {
	ver, err := s.library.Version(ctx, r.VersionID)
	if err != nil {
		return 0, err
	}
	t, err := s.library.Open(ctx, ver)
	if err != nil {
		return 0, err
	}
	return min(t.FilePage(r.Piece, r.Language, i), max(r.Pages, 1)-1), nil
}

// fileOf is a copy as it is downloaded.
func (s *Service) fileOf(ctx context.Context, r *Rendition) ([]byte, error) {
	var whole []byte
	parts := []string{r.MadeSHA256}
	if r.SourceSHA256 != nil {
		parts = []string{*r.SourceSHA256, r.MadeSHA256}
	}
	for _, sha := range parts {
		f, _, err := s.files.Open(ctx, blob.Key(sha))
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			return nil, fault.Wrap(fault.Unavailable, err, "The copy could not be read. Try again.")
		}
		whole = append(whole, part...)
	}
	return whole, nil
}

// What is not there within patience is made in the background, and whoever asks
// again after pause finds it.
const (
	patience = 1500 * time.Millisecond
	pause    = 3 * time.Second
)

// soon waits a moment for what is made. The making goes on without who asked.
func soon(ctx context.Context, draw func(context.Context) (*Sight, error)) (*Sight, error) {
	var seen *Sight
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		seen, err = draw(context.WithoutCancel(ctx))
	}()
	select {
	case <-done:
		if kind := fault.KindOf(err); kind == fault.Exhausted || kind == fault.Unavailable {
			return nil, pending() // the press is busy with others
		}
		return seen, err
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(patience):
		return nil, pending()
	}
}

func pending() error {
	return &fault.Error{Kind: fault.Unavailable, Code: "PREVIEW_PENDING", Retry: pause,
		Message: fmt.Sprintf("The page is being drawn. Ask for it again in %d seconds.", int(pause.Seconds()))}
}
