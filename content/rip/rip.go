// Package rip makes pictures of PDF pages, as the raster image processor of a
// press does. The work is PDFium's, compiled to WebAssembly: it runs inside of
// our process and can reach nothing of it. It has the bytes of the document, half
// a gigabyte of memory of its own, and neither files nor network nor chance, so
// equal pages give equal pictures on every machine.
//
// To start it costs seconds, a page tens of milliseconds. That is why pages are
// pictured when a template is made ready, and never for a partner: previews draw
// the partner's zones over these pictures.
package rip

import (
	"context"
	"fmt"
	"image"
	"image/draw"
	"io"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	memoryPages = 8192             // of 64 kB: half a gigabyte
	patience    = 60 * time.Second // for the start, on a busy machine
)

// Press makes pictures, one at a time. It is safe for concurrent use.
type Press struct {
	mu      sync.Mutex
	pool    pdfium.Pool
	works   pdfium.Pdfium
	release context.CancelFunc
}

// Open starts a press. What is compiled for this machine is kept in the folder
// cache, so that the next start is quick; without one it is compiled each time.
func Open(cache string) (*Press, error) {
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(true)
	if cache != "" {
		kept, err := wazero.NewCompilationCacheWithDir(cache)
		if err != nil {
			return nil, fmt.Errorf("keep the compiled press: %w", err)
		}
		config = config.WithCompilationCache(kept)
	}
	ctx, stop := context.WithCancel(context.Background())
	p := &Press{release: stop}
	var err error
	p.pool, err = webassembly.Init(webassembly.Config{Context: ctx, MinIdle: 1, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), RandomSource: zeros{}, Stdout: io.Discard, Stderr: io.Discard})
	if err == nil {
		p.works, err = p.pool.GetInstance(patience)
	}
	if err != nil {
		stop()
		return nil, fmt.Errorf("start the press: %w", err)
	}
	return p, nil
}

// zeros is a source of chance that has none.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

// Close ends the press, in the middle of a picture too.
func (p *Press) Close() error {
	p.release()
	return p.pool.Close()
}

// Picture is a page, counted from 0, with so many pixels on its longer side, on
// white paper.
func (p *Press) Picture(pdf []byte, page, side int) (*image.RGBA, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	doc, err := p.works.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return nil, fmt.Errorf("open the document: %w", err)
	}
	defer func() { _, _ = p.works.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc.Document}) }()
	drawn, err := p.works.RenderPageInPixels(&requests.RenderPageInPixels{Width: side, Height: side, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
		Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: page}}})
	if err != nil {
		return nil, fmt.Errorf("draw page %d: %w", page+1, err)
	}
	defer drawn.Cleanup()
	return onPaper(drawn.Result.Image), nil
}

// onPaper copies the picture out of the press, to the origin and onto white.
func onPaper(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Over)
	return out
}
