package webp

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"image"
	"io"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"golang.org/x/sync/semaphore"
)

const (
	// MaxSide is the most pixels of a side that the format can say.
	MaxSide = 16_383
	// MaxPixels is the most of one picture: 3840 x 2160.
	MaxPixels = 8_294_400

	memoryPages = 8192 // of 64 kB: half a gigabyte, for the largest picture without loss
)

// Options say how a picture is written.
type Options struct {
	Quality  int  // 1 to 100; of no meaning without loss
	Lossless bool // every pixel as it is: for flat art
}

// How much trouble libwebp takes, 0 to 6. Above 2 a photograph gets 3 % smaller
// in twice the time; without loss, method 1 is within 3 % of 4.
const (
	methodLossy    = 2
	methodLossless = 1
	effort         = 10 // 0 to 100, without loss
)

//go:embed webp.wasm.gz
var packed []byte

// press is the compiled encoder. To make it takes a third of a second, so it is
// made when the first picture asks.
type press struct {
	runtime wazero.Runtime
	code    wazero.CompiledModule
}

var opened = sync.OnceValues(open)

func open() (*press, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	wasm, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	p := &press{runtime: wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(memoryPages))}
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, p.runtime); err != nil {
		return nil, err
	}
	p.code, err = p.runtime.CompileModule(ctx, wasm)
	return p, err
}

// room is for so many pixels at once, whoever asks: it bounds the memory of all
// encoders together.
var room = semaphore.NewWeighted(MaxPixels)

// Encode writes a picture with straight alpha. It waits while others of together
// MaxPixels are being written.
func Encode(pix *image.NRGBA, o Options) ([]byte, error) {
	w, h := pix.Rect.Dx(), pix.Rect.Dy()
	if w <= 0 || h <= 0 || w > MaxSide || h > MaxSide || w*h > MaxPixels || len(pix.Pix) != 4*w*h {
		return nil, fmt.Errorf("webp: a picture of %d x %d pixels cannot be written", w, h)
	}
	p, err := opened()
	if err != nil {
		return nil, fmt.Errorf("webp: start the encoder: %w", err)
	}
	ctx := context.Background()
	if err := room.Acquire(ctx, int64(w*h)); err != nil {
		return nil, err
	}
	defer room.Release(int64(w * h))
	mod, err := p.runtime.InstantiateModule(ctx, p.code, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, fmt.Errorf("webp: %w", err)
	}
	defer mod.Close(ctx)
	return (&job{ctx: ctx, mod: mod}).encode(pix.Pix, w, h, o)
}

// job is one picture in a memory of its own.
type job struct {
	ctx context.Context
	mod api.Module
	err error
}

var errMemory = errors.New("webp: the encoder ran out of memory")

func (j *job) encode(pix []byte, w, h int, o Options) ([]byte, error) {
	in, size := j.call("malloc", uint64(len(pix))), j.call("malloc", 8)
	if j.err != nil {
		return nil, j.err
	}
	if in == 0 || size == 0 || !j.mod.Memory().Write(uint32(in), pix) {
		return nil, errMemory
	}
	quality, method, lossless := o.Quality, methodLossy, 0
	if o.Lossless {
		quality, method, lossless = effort, methodLossless, 1
	}
	out := j.call("encode", in, uint64(w), uint64(h), size, 0, uint64(quality), uint64(method), uint64(lossless), 0)
	if j.err != nil {
		return nil, j.err
	}
	n, ok := j.mod.Memory().ReadUint32Le(uint32(size))
	file, there := j.mod.Memory().Read(uint32(out), n)
	if out == 0 || n == 0 || !ok || !there {
		return nil, errMemory
	}
	return bytes.Clone(file), nil
}

// call runs one function of the encoder; after a failure none.
func (j *job) call(name string, args ...uint64) uint64 {
	if j.err != nil {
		return 0
	}
	got, err := j.mod.ExportedFunction(name).Call(j.ctx, args...)
	if err != nil {
		j.err = fmt.Errorf("webp: %s: %w", name, err)
		return 0
	}
	return got[0]
}
