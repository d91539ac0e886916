package server

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/portico-prm/portico/internal/platform/budget"
)

// Options say what the server serves, to whom it listens and what it bears.
type Options struct {
	Routes         []Route
	Limits         Limits
	TrustedProxies []netip.Prefix              // whose X-Forwarded-For and X-Request-Id count
	TrustedOrigins []string                    // other origins that may call from a browser
	Secure         bool                        // browsers reach us by https: send HSTS
	Ready          func(context.Context) error // nil error: /healthz answers 200
	// Addresses are the budgets of network addresses for every route but API,
	// which knows persons, and Asset; nil sets none.
	Addresses *budget.Book
	// Enter puts what other packages want to know of a request into its
	// context, such as its id for the trail.
	Enter func(context.Context, *Visit) context.Context
	Log   *slog.Logger
}

// Limits bound a request. A zero field takes the default in brackets.
type Limits struct {
	JSON        int64         // bytes of a JSON or form body (256 KiB)
	Header      int           // bytes of request line and headers (32 KiB)
	Request     time.Duration // an ordinary request (10 s)
	Upload      time.Duration // a request that brings a file (2 min)
	Download    time.Duration // an answer that is a file (15 min)
	ReadHeader  time.Duration // until the headers are here (5 s)
	Read        time.Duration // until an ordinary body is here (30 s)
	Write       time.Duration // until an ordinary answer is taken (60 s)
	Idle        time.Duration // a kept connection without a request (60 s)
	Grace       time.Duration // until a file in either direction must move (10 s)
	Rate        int64         // bytes per second that it must move then, on average (32 KiB)
	Stop        time.Duration // requests may finish after SIGTERM (20 s)
	Parallel    int           // ordinary requests at the same time (256)
	Uploads     int           // uploads at the same time (16)
	Downloads   int           // downloads at the same time (128)
	Streams     int           // streams of events at the same time (1024)
	Connections int           // open connections (4096)
}

func (l Limits) withDefaults() Limits {
	return Limits{
		JSON:        cmp.Or(l.JSON, 256<<10),
		Header:      cmp.Or(l.Header, 32<<10),
		Request:     cmp.Or(l.Request, 10*time.Second),
		Upload:      cmp.Or(l.Upload, 2*time.Minute),
		Download:    cmp.Or(l.Download, 15*time.Minute),
		ReadHeader:  cmp.Or(l.ReadHeader, 5*time.Second),
		Read:        cmp.Or(l.Read, 30*time.Second),
		Write:       cmp.Or(l.Write, 60*time.Second),
		Idle:        cmp.Or(l.Idle, 60*time.Second),
		Grace:       cmp.Or(l.Grace, 10*time.Second),
		Rate:        cmp.Or(l.Rate, 32<<10),
		Stop:        cmp.Or(l.Stop, 20*time.Second),
		Parallel:    cmp.Or(l.Parallel, 256),
		Uploads:     cmp.Or(l.Uploads, 16),
		Downloads:   cmp.Or(l.Downloads, 128),
		Streams:     cmp.Or(l.Streams, 1024),
		Connections: cmp.Or(l.Connections, 4096),
	}
}

// Envelope is what a multipart request may weigh beyond the file in it.
const Envelope = 2 << 20

// Route is one handler with the manner in which it is reached.
type Route struct {
	Pattern string // of http.ServeMux, such as "/graphql" or "GET /download/{token}"
	Kind    Kind
	Handler http.Handler
	Body    int64         // API: largest multipart request, 0 for none; Upload: largest body
	Policy  string        // Page: Content-Security-Policy instead of PagePolicy
	Within  time.Duration // deadline instead of the kind's
}

// Kind is the manner of a route.
type Kind int

const (
	// API takes POST with JSON, or multipart up to Body, and answers JSON.
	API Kind = iota
	// Page answers HTML to GET and takes small forms by POST.
	Page
	// Asset answers GET with public files; only here a handler decides on caching.
	Asset
	// Upload takes one file as the body of PUT or POST.
	Upload
	// Download answers GET with a private file.
	Download
)

// manners is what the kinds differ in.
var manners = [...]struct {
	methods []string
	policy  string
	public  bool
	crowd   func(*crowds) crowd
	within  func(Limits) time.Duration
}{
	API:      {[]string{http.MethodPost}, inertPolicy, false, (*crowds).ordinary, ordinaryTime},
	Page:     {[]string{http.MethodGet, http.MethodHead, http.MethodPost}, PagePolicy, false, (*crowds).ordinary, ordinaryTime},
	Asset:    {[]string{http.MethodGet, http.MethodHead}, PagePolicy, true, (*crowds).ordinary, ordinaryTime},
	Upload:   {[]string{http.MethodPut, http.MethodPost}, inertPolicy, false, (*crowds).upload, uploadTime},
	Download: {[]string{http.MethodGet, http.MethodHead}, inertPolicy, false, (*crowds).download, downloadTime},
}

func ordinaryTime(l Limits) time.Duration { return l.Request }
func uploadTime(l Limits) time.Duration   { return l.Upload }
func downloadTime(l Limits) time.Duration { return l.Download }
