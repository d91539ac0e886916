package sandbox

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Handler reads one upload inside the worker. It may panic, loop or take all
// memory: that ends the worker and refuses the upload. An error that is
// fault.Invalid (or a list of them) reaches the caller as it is; any other
// error is our own mistake. The context ends shortly before the wall limit.
type Handler func(ctx context.Context, payload []byte) ([]byte, error)

// Serve is the whole life of a worker: it locks the process in, then works
// off jobs from stdin until that closes. Only a Pool can talk to it. Read
// what handlers need from files before calling it; afterwards there are none.
func Serve(handlers map[string]Handler) error {
	in, out := bufio.NewReaderSize(os.Stdin, atOnce), os.Stdout
	os.Stdout = os.Stderr // a stray Println must not end up between frames
	limits, err := meet(in)
	if err != nil {
		return err
	}
	report, _ := json.Marshal(lockIn(limits))
	if err := writeFrame(out, frame{tag: tagHello, body: report}); err != nil {
		return err
	}
	for {
		job, err := readFrame(in, limits.MaxPayload)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := writeFrame(out, answer(handlers, limits, job)); err != nil {
			return err
		}
	}
}

// meet reads the limits, which are the first frame.
func meet(in io.Reader) (hello, error) {
	f, err := readFrame(in, 4<<10)
	var h hello
	if err == nil {
		err = json.Unmarshal(f.body, &h)
	}
	if err != nil || f.tag != tagHello || h.Memory == 0 {
		return h, errors.New("this command is started by the server and reads uploads from it; there is nothing to do by hand")
	}
	return h, nil
}

// lockIn gives up everything that reading an upload does not need.
func lockIn(h hello) Isolation {
	os.Clearenv()
	runtime.GOMAXPROCS(h.Processors)
	debug.SetMemoryLimit(h.Memory - h.Memory/4)
	debug.SetMaxStack(64 << 20)
	debug.SetMaxThreads(64)
	time.Sleep(time.Microsecond) // has the runtime open its poller while it may
	return wallIn(h)
}

// answer runs the handler of one job.
func answer(handlers map[string]Handler, limits hello, job frame) frame {
	handle, ok := handlers[job.name]
	if !ok || job.tag != tagJob {
		return frame{tag: tagFailed, body: fmt.Appendf(nil, "no handler for %q", job.name)}
	}
	ctx, cancel := context.WithTimeout(context.Background(), limits.Wall-limits.Wall/10)
	defer cancel()
	body, err := handle(ctx, job.body)
	switch {
	case err == nil && int64(len(body)) > limits.MaxAnswer:
		return refuse(fault.Coded(fault.Invalid, "UPLOAD_TOO_COMPLEX", "This file grows to more than %d MiB when it is prepared. Simplify it and upload it again.", limits.MaxAnswer>>20))
	case err == nil:
		return frame{tag: tagAnswer, body: body}
	case errors.Is(err, context.DeadlineExceeded):
		return refuse(fault.Coded(fault.Invalid, "UPLOAD_TOO_COMPLEX", "Reading this file took more than %s and was stopped. Simplify it (fewer objects, effects or pixels) and upload it again.", limits.Wall))
	case fault.KindOf(err) == fault.Invalid:
		return refuse(fault.All(err)...)
	}
	return frame{tag: tagFailed, body: []byte(err.Error())}
}

// refuse packs refusals for the way back.
func refuse(faults ...*fault.Error) frame {
	reasons := make([]reason, len(faults))
	for i, f := range faults {
		reasons[i] = reason{f.CodeOf(), f.Field, f.Message}
	}
	body, _ := json.Marshal(reasons)
	return frame{tag: tagRefuse, body: body}
}
