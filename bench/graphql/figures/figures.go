// Package figures tells what a Go server under measurement allocates, and its
// profiles, at an address of its own. It is linked into the measured programs by
// the bench alone: no server that is shipped has it.
package figures

import (
	"encoding/json"
	"net/http"
	_ "net/http/pprof" // serves /debug/pprof/ on the default mux, which nothing else here uses
	"os"
	"runtime/metrics"
)

// Address is the environment variable that names where to listen.
const Address = "BENCH_FIGURES"

// Allocated is the sum since the process began.
type Allocated struct{ Objects, Bytes uint64 }

// Serve listens where the environment says, until the process ends; without an
// address it does nothing.
func Serve() {
	addr := os.Getenv(Address)
	if addr == "" {
		return
	}
	http.HandleFunc("/allocated", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(read()) // who asks looks at what came
	})
	go func() { _ = http.ListenAndServe(addr, nil) }() // the bench notices when nothing answers
}

func read() Allocated {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:objects"}, {Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return Allocated{Objects: s[0].Value.Uint64(), Bytes: s[1].Value.Uint64()}
}
