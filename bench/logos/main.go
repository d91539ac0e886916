// Command logos draws many real logos twice, as PDF and as pixels, and looks
// whether both are what others see.
//
//	go run ./bench/logos -svg ../shared/corpus/svg
//
// compares with Chromium's picture of each SVG;
//
//	go run ./bench/logos -pdf ../shared/corpus/pdf
//
// compares with poppler's picture of page 1 of each PDF, as a logo that came as
// PDF or Illustrator file; where that differs, MuPDF is asked too, and a picture
// is right that looks as in one of them.
//
//	go run ./bench/logos -bitmaps DIR
//
// compares PNG, JPEG and WebP with Chromium's pictures of them; there a picture
// is wrong too whose mean colour is more than 4 levels away.
//
// Pictures are 256 px large, on white. A pixel is off when no pixel around it in
// the other picture is near its colour; a drawing with more than 3 % of its
// pixels off is wrong, and so is one with a spot where all of them are. Side-by-side pictures of all that is wrong, and of the
// worst of what is right, are written to -out: reference, PDF, pixels, and the
// pixels that are off in either. It ends with 1 when less than 99 % are right.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"syscall"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/svg"
)

// options are the flags.
type options struct {
	svg, pdf, bitmaps string // folders
	out               string
	match             *regexp.Regexp
	worst             int
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	ok, err := run(ctx, flags())
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "logos:", err)
	}
	if !ok || err != nil {
		os.Exit(1)
	}
}

func flags() (o options) {
	flag.StringVar(&o.svg, "svg", "", "folder with SVG files")
	flag.StringVar(&o.pdf, "pdf", "", "folder with PDF files")
	flag.StringVar(&o.bitmaps, "bitmaps", "", "folder with PNG, JPEG and WebP files")
	flag.StringVar(&o.out, "out", "", "folder for side-by-side pictures; none are written when it is not given")
	flag.IntVar(&o.worst, "worst", 8, "how many of those that are right to show too, the worst first")
	match := flag.String("match", "", "only files whose name matches this regular expression")
	flag.Parse()
	o.match = regexp.MustCompile(*match)
	return o
}

// run takes the files in, draws them, compares and prints.
func run(ctx context.Context, o options) (ok bool, err error) {
	dir, read, look := o.subject()
	if dir != o.svg+o.pdf+o.bitmaps || dir == "" {
		return false, fmt.Errorf("give one of -svg DIR, -pdf DIR and -bitmaps DIR")
	}
	all, err := collect(dir, o.match, read)
	if err != nil {
		return false, err
	}
	for _, draw := range []func(context.Context, []*sample) error{look, asPDF, asPixels} {
		if err := draw(ctx, all); err != nil {
			return false, err
		}
	}
	judge(all)
	if o.pdf != "" {
		if err := secondOpinion(ctx, all); err != nil {
			return false, err
		}
	}
	if err := show(all, o); err != nil {
		return false, err
	}
	return print(os.Stdout, all), nil
}

type (
	reader func(data []byte) (*svg.Tree, problem.List, error)
	artist func(ctx context.Context, all []*sample) error
)

// subject is the folder, how its files are read, and who draws the reference.
func (o options) subject() (string, reader, artist) {
	switch {
	case o.svg != "":
		return o.svg, readSVG, chromium
	case o.pdf != "":
		return o.pdf, readPDF, poppler
	}
	return o.bitmaps, readBitmap, chromium
}
