// Command pdfcpu is the peer of that name as a worker of bench/render. It is a
// module of its own, so that the product does not depend on it.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

type turn struct {
	Ms     []float64 `json:"ms"`
	Allocs float64   `json:"allocs,omitempty"`
	MB     float64   `json:"mb,omitempty"`
	Stored int64     `json:"stored,omitempty"`
	File   string    `json:"file,omitempty"`
	Error  string    `json:"error,omitempty"`
}

func main() {
	dir := os.Getenv("BENCH_RENDER_DIR")
	lines, answer := bufio.NewScanner(os.Stdin), json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var o struct {
			Job string
			N   int
		}
		err := json.Unmarshal(lines.Bytes(), &o)
		t := turn{}
		if err == nil {
			t, err = serve(dir, o.Job, o.N)
		}
		if err != nil {
			t.Error = err.Error()
		}
		if answer.Encode(t) != nil {
			return
		}
	}
}

func serve(dir, job string, n int) (t turn, err error) {
	kit, _, _ := strings.Cut(job, "/")
	base, err := os.ReadFile(filepath.Join(dir, kit+".pdf"))
	if err != nil {
		return t, err
	}
	logo, err := os.ReadFile(filepath.Join(dir, "logo.png"))
	if err != nil {
		return t, err
	}
	var file []byte
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range n {
		start := time.Now()
		if file, err = stamped(base, logo); err != nil {
			return t, err
		}
		t.Ms = append(t.Ms, float64(time.Since(start).Microseconds())/1000)
	}
	runtime.ReadMemStats(&after)
	t.Allocs, t.MB = float64(after.Mallocs-before.Mallocs)/float64(n), float64(after.TotalAlloc-before.TotalAlloc)/float64(n)/1e6
	t.Stored, t.File = int64(len(file)), filepath.Join(dir, "pdfcpu-"+kit+".pdf")
	return t, os.WriteFile(t.File, file, 0o644)
}

// stamped is what its stamps can do in one go: the logo and the claim on every
// page, in a font that is not embedded. Contact block and code are left out.
func stamped(base, logo []byte) ([]byte, error) {
	ctx, err := api.ReadValidateAndOptimize(bytes.NewReader(base), model.NewDefaultConfiguration())
	if err != nil {
		return nil, err
	}
	marks := map[int][]*model.Watermark{}
	for page := 1; page <= ctx.PageCount; page++ {
		if marks[page], err = onPage(logo); err != nil {
			return nil, err
		}
	}
	if err := pdfcpu.AddWatermarksSliceMap(ctx, marks); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = api.WriteContext(ctx, &out)
	return out.Bytes(), err
}

// onPage makes the marks of one page: those of a reader serve no second one.
func onPage(logo []byte) ([]*model.Watermark, error) {
	mark, err := api.ImageWatermarkForReader(bytes.NewReader(logo), "pos:tl, off:380 -36, scale:0.2 abs, rot:0", true, false, types.POINTS)
	if err != nil {
		return nil, err
	}
	claim, err := api.TextWatermark("Security that your customers notice: never.", "font:Helvetica, points:14, pos:tl, off:48 -700, scale:1 abs, rot:0, fillc:#0B1F3A", true, false, types.POINTS)
	return []*model.Watermark{mark, claim}, err
}
