package graph_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testkit"
)

// openings is how many streams are opened: enough to see a leak, and with
// PORTICO_TRUST=1 as many as the promise names.
func openings() int {
	if os.Getenv("PORTICO_TRUST") != "" {
		return 10_000
	}
	return 300
}

// flood opens streams, many at once, and closes each after its first event.
// Whoever has too many already is refused, and so is every fifth, who is nobody.
type flood struct {
	c       *testkit.Channel
	cookies []string
	http    http.Client
	byCode  [600]atomic.Int64
}

const floodAtOnce = 64

func (f *flood) pour(n int) {
	next := atomic.Int64{}
	var all sync.WaitGroup
	for range floodAtOnce {
		all.Go(func() {
			for i := next.Add(1); i <= int64(n); i = next.Add(1) {
				f.open(i)
			}
		})
	}
	all.Wait()
	f.http.CloseIdleConnections()
}

func (f *flood) open(i int64) {
	body := `{"query": "subscription { templateChanged { id template { slug } } }"}`
	r, err := http.NewRequest(http.MethodPost, f.c.URL()+"/graphql", strings.NewReader(body))
	if err != nil {
		f.c.T.Error(err)
		return
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	if i%5 > 0 {
		r.Header.Set("Cookie", f.cookies[i%int64(len(f.cookies))])
	}
	got, err := f.http.Do(r)
	if err != nil {
		f.c.T.Error(err)
		return
	}
	defer got.Body.Close()
	f.byCode[got.StatusCode].Add(1)
	if got.StatusCode == http.StatusOK {
		firstEvent(f.c.T, got.Body)
	}
}

func firstEvent(t testing.TB, in io.Reader) {
	var said []byte
	piece := make([]byte, 512)
	for !bytes.Contains(said, []byte("templateChanged")) {
		n, err := in.Read(piece)
		if said = append(said, piece[:n]...); err != nil {
			t.Errorf("the stream ended with %v after %q", err, said)
			return
		}
	}
}

// holdings are what a process can leak.
type holdings struct {
	goroutines, files, connections int
	heap                           int64
}

func held(c *testkit.Channel) holdings {
	var m runtime.MemStats
	for range 2 {
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	files, _ := os.ReadDir("/proc/self/fd") // elsewhere: 0, before and after
	return holdings{runtime.NumGoroutine(), len(files), c.Count("pg_stat_activity", "datname = current_database()"), int64(m.HeapAlloc)}
}

// settled waits until the server has noticed who has gone.
func settled(c *testkit.Channel, before holdings) holdings {
	after := held(c)
	for range 100 {
		if after.goroutines <= before.goroutines && after.files <= before.files {
			break
		}
		time.Sleep(200 * time.Millisecond)
		after = held(c)
	}
	return after
}

// P15: ten thousand openings cost what they cost while they last, and nothing
// of them stays: no goroutine, no file, no connection, no memory.
func TestAFloodOfSubscriptionsLeavesNothingBehind(t *testing.T) {
	c := live(t) // not parallel: it counts what runs in this process
	c.Kit(testkit.Social)
	f := &flood{c: c, http: http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: floodAtOnce}}}
	for range 12 { // places for more than come at once, if the server notices who has gone
		f.cookies = append(f.cookies, c.SignedIn(c.Person(c.Acorn.Partner, actor.ResellerSeller)).Cookie())
	}
	f.pour(3 * floodAtOnce) // pools and caches fill
	before := settled(c, held(c))
	n := openings()
	began := time.Now()
	f.pour(n)
	took := time.Since(began)
	after := settled(c, before)
	if after.goroutines > before.goroutines+2 || after.files > before.files+2 || after.connections > before.connections+1 {
		t.Errorf("before %+v, after %+v", before, after)
	}
	if grown := after.heap - before.heap; grown > 8<<20 {
		t.Errorf("%d KiB stay behind", grown>>10)
	}
	fmt.Printf("P15 figure=%d subscription openings in %s; %d answered, %d refused as too many, %d as nobody; goroutines %d -> %d, files %d -> %d, database connections %d -> %d, heap %d -> %d KiB\n",
		n, took.Round(time.Second), f.byCode[200].Load(), f.byCode[429].Load(), f.byCode[401].Load(),
		before.goroutines, after.goroutines, before.files, after.files, before.connections, after.connections, before.heap>>10, after.heap>>10)
	if others := n + 3*floodAtOnce - int(f.byCode[200].Load()+f.byCode[429].Load()+f.byCode[401].Load()); others != 0 {
		t.Errorf("%d openings had another status", others)
	}
}
