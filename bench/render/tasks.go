package main

// task is one job in the ways in which it is done. The first way is Portico's
// first copy for a partner, which the others are held against.
type task struct {
	name, what string
	base       string // the vendor's file
	pages      int    // of a PDF
	zones      []box  // of a page, where something new stands; the same on every page
	ways       []way
}

// way is one way to do it.
type way struct {
	name   string // as the table has it
	worker string // who does it
	job    string // what the worker calls it
	n      int    // how often in one turn
	whole  bool   // its file is made from nothing, so only its zones are looked at
}

// box is a place on a page, from the upper left corner: points for a PDF,
// pixels for a picture.
type box struct{ X, Y, W, H float64 }

// Where things stand on an A4 page of 595 x 842 points.
var (
	logoBox    = box{380, 36, 160, 52}
	claimBox   = box{48, 700, 300, 24}
	contactBox = box{48, 736, 300, 60}
	codeBox    = box{470, 720, 72, 72}
)

const (
	pageWidth  = 595.28
	pageHeight = 841.89
)

func taskNames() (out []string) {
	for _, t := range tasks {
		out = append(out, t.name)
	}
	return out
}

var onPaper = []box{logoBox, claimBox, contactBox, codeBox}

var tasks = []task{
	{name: "flyer", what: "2 pages: logo, claim, contact block and code on each", base: "flyer.pdf", pages: 2, zones: onPaper, ways: append(paper("flyer"),
		way{name: "Chromium, warm page.pdf", worker: "node", job: "flyer/chromium", n: 3, whole: true})},
	{name: "deck", what: "12 pages: the same on each", base: "deck.pdf", pages: 12, zones: onPaper, ways: paper("deck")},
	{name: "jpeg", what: "1200 x 630 JPEG, logo 300 px wide", base: "small.jpg", zones: []box{{840, 40, 300, 98}}, ways: picture("small", "jpeg")},
	{name: "png", what: "1200 x 630 PNG, logo 300 px wide", base: "small.png", zones: []box{{840, 40, 300, 98}}, ways: picture("small", "png")},
	{name: "webp", what: "1200 x 630 WebP at quality 86 and method 2, logo 300 px wide", base: "small.png", zones: []box{{840, 40, 300, 98}}, ways: picture("small", "webp")[:3]},
	{name: "jpeg-large", what: "3000 x 2000 JPEG, logo 800 px wide", base: "large.jpg", zones: []box{{2100, 100, 800, 260}}, ways: picture("large", "jpeg")},
	{name: "png-large", what: "3000 x 2000 PNG, logo 800 px wide", base: "large.png", zones: []box{{2100, 100, 800, 260}}, ways: picture("large", "png")},
}

func paper(kit string) []way {
	return []way{
		{name: "Portico, first for a partner", worker: "portico", job: kit + "/first", n: 60},
		{name: "Portico, cold", worker: "portico", job: kit + "/cold", n: 5},
		{name: "Portico, repeat", worker: "portico", job: kit + "/repeat", n: 200},
		{name: "Portico, bulk of 1,000", worker: "portico", job: kit + "/bulk", n: 1},
		{name: "gopdf, page import", worker: "gopdf", job: kit + "/gopdf", n: 10},
		{name: "pdfcpu, stamps", worker: "pdfcpu", job: kit + "/pdfcpu", n: 5},
		{name: "pdf-lib, warm", worker: "node", job: kit + "/pdf-lib", n: 5},
		{name: "pdfme, warm", worker: "node", job: kit + "/pdfme", n: 5},
		{name: "qpdf --overlay, process", worker: "process", job: kit + "/qpdf", n: 5},
	}
}

func picture(size, format string) []way {
	return []way{
		{name: "Portico, first for a partner", worker: "portico", job: size + "-" + format + "/first", n: 10},
		{name: "Portico, repeat", worker: "portico", job: size + "-" + format + "/repeat", n: 100},
		{name: "sharp, template cached raw", worker: "node", job: size + "-" + format + "/sharp", n: 5},
		{name: "imaging, naive", worker: "imaging", job: size + "-" + format + "/imaging", n: 2},
		{name: "ImageMagick, process", worker: "process", job: size + "-" + format + "/convert", n: 2},
	}
}
