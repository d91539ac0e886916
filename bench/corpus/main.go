// Command corpus sends many files of other people's making through the real
// programme and looks at what comes back with other people's tools.
//
//	go run ./bench/corpus -pdf ../shared/corpus/pdf
//
// makes a template of each PDF, renders it with a logo on every page and a text on
// the first, and compares: qpdf finds nothing worse than before, poppler and MuPDF
// see pages that differ only inside the zones, and links, tags, fields, bookmarks,
// layers, attachments and XMP are still there; nothing in a copy acts, and it says
// of itself only what its source said. The table of -structure has each file.
//
//	go run ./bench/corpus -pdf ../shared/corpus/pdf -mutate 50000
//
// damages them at a few places, always the same, and reads what comes of it: no
// panic, and none takes over a second.
//
//	go run ./bench/corpus -hostile ../shared/corpus/hostile
//
// uploads each file as a logo and where it may be one as part of a template, to
// a server of its own, from several clients at once.
//
// It ends with 1 when a promise did not hold; the table of -tsv names the files.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"syscall"

	"github.com/portico-prm/portico/bench/drive"
)

// options are the flags.
type options struct {
	pdf, hostile string // folders
	binary, url  string
	match        *regexp.Regexp
	tsv, keep    string
	structure    string
	clients      int
	mutate       int
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	ok, err := run(ctx, flags())
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
	}
	if !ok || err != nil {
		os.Exit(1)
	}
}

func flags() (o options) {
	flag.StringVar(&o.pdf, "pdf", "", "folder with PDF files to make templates of")
	flag.StringVar(&o.hostile, "hostile", "", "folder with hostile files to upload")
	flag.StringVar(&o.binary, "portico", "", "binary to run; built when it is not given")
	flag.StringVar(&o.url, "url", "", "running server with the demo, for -hostile; its own when it is not given")
	flag.StringVar(&o.tsv, "tsv", "", "file for the table of failures; standard output when it is not given")
	flag.StringVar(&o.structure, "structure", "", "file for a table of links, tags and so on of each file, before and after")
	flag.StringVar(&o.keep, "keep", "", "folder in which to keep templates and outputs")
	flag.IntVar(&o.clients, "clients", 4, "files at once for -hostile; -pdf takes half as many")
	flag.IntVar(&o.mutate, "mutate", 0, "read so many damaged files made of those of -pdf, and do nothing else")
	match := flag.String("match", "", "only files whose name matches this regular expression")
	flag.Parse()
	o.match = regexp.MustCompile(*match)
	return o
}

func run(ctx context.Context, o options) (ok bool, err error) {
	if (o.pdf == "") == (o.hostile == "") {
		return false, fmt.Errorf("give -pdf DIR or -hostile DIR")
	}
	if o.mutate > 0 {
		return mutateAll(ctx, o)
	}
	if o.binary == "" && o.url == "" {
		dir, err := drive.Folder()
		if err != nil {
			return false, err
		}
		defer os.RemoveAll(dir)
		if o.binary, err = drive.Build(ctx, dir); err != nil {
			return false, err
		}
	}
	if o.pdf != "" {
		return stampAll(ctx, o)
	}
	return attack(ctx, o)
}
