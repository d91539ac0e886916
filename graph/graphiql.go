package graph

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io"
	"mime"
	"net/http"
	"path/filepath"
	"strings"
	"sync"

	"github.com/portico-prm/portico/internal/platform/actor"
)

// graphiqlFiles are made by scripts/graphiql; large ones are packed.
//
//go:embed graphiql/page.html graphiql/start.js graphiql/start.css graphiql/graphiql.js.gz graphiql/graphiql.css.gz
var graphiqlFiles embed.FS

// GraphiQLPage shows the workbench to people who are signed in. Where the
// schema is not shown, there is none.
func GraphiQLPage(opt Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !opt.Introspection:
			http.NotFound(w, r)
		case actor.From(r.Context()) == nil:
			http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
		default:
			text, _ := graphiqlFiles.ReadFile("graphiql/page.html")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(text)
		}
	})
}

// GraphiQLFile serves what the page loads. It is the same for everybody.
func GraphiQLFile(opt Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := graphiqlFile(r.PathValue("file"))
		if !ok || !opt.Introspection {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(r.PathValue("file"))))
		w.Header().Set("Cache-Control", "public, max-age=3600")
		_, _ = w.Write(text)
	})
}

func graphiqlFile(name string) ([]byte, bool) {
	if text, ok := unpacked()[name]; ok {
		return text, true
	}
	text, err := graphiqlFiles.ReadFile("graphiql/" + name)
	return text, err == nil && strings.HasPrefix(name, "start.")
}

// unpacked holds the packed files from their first use on.
var unpacked = sync.OnceValue(func() map[string][]byte {
	out := map[string][]byte{}
	for _, name := range []string{"graphiql.js", "graphiql.css"} {
		packed, err := graphiqlFiles.ReadFile("graphiql/" + name + ".gz")
		if err != nil {
			panic(err) // a broken build
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			panic(err)
		}
		if out[name], err = io.ReadAll(z); err != nil {
			panic(err)
		}
	}
	return out
})
