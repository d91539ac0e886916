package main

import "fmt"

// bar is what Portico has to reach. Figures are ratios of one run; those of a
// single row have a unit.
type bar struct {
	what, task string
	ours       string  // way
	peer       string  // way; empty: a figure of ours alone
	least      float64 // 0: no bar, the ratio is told
	most       float64
	of         func(*row) float64
	unit       string
}

func ms(o *row) float64     { return o.Ms }
func stored(o *row) float64 { return float64(o.Stored) / 1000 }

var bars = []bar{
	{what: "first flyer for a partner, to pdf-lib warm", task: "flyer", ours: "Portico, first", peer: "pdf-lib", least: 30},
	{what: "first flyer for a partner, to gopdf's page import", task: "flyer", ours: "Portico, first", peer: "gopdf", least: 5},
	{what: "repeat of a flyer, to pdf-lib warm", task: "flyer", ours: "Portico, repeat", peer: "pdf-lib", least: 200},
	{what: "1,000 partners, one flyer each", task: "flyer", ours: "Portico, bulk", most: 1000, of: ms, unit: "ms"},
	{what: "stored for a copy of the flyer", task: "flyer", ours: "Portico, first", most: 30, of: stored, unit: "kB"},
	{what: "stored for a copy of the deck", task: "deck", ours: "Portico, first", most: 30, of: stored, unit: "kB"},
	{what: "JPEG of 1200 x 630, to sharp with its template cached raw", task: "jpeg", ours: "Portico, first", peer: "sharp", least: 4},
	{what: "PNG of 1200 x 630, to sharp with its template cached raw", task: "png", ours: "Portico, first", peer: "sharp", least: 3},
	{what: "WebP of 1200 x 630, to sharp with its template cached raw", task: "webp", ours: "Portico, first", peer: "sharp"},
}

// judge says whether a bar is met.
func (b bar) judge(r *report) string {
	ours := r.find(b.task, b.ours)
	if ours == nil {
		return "not run  " + b.what
	}
	if b.peer == "" {
		return verdict(b.of(ours) <= b.most) + fmt.Sprintf("%s: %.1f %s, at most %g", b.what, b.of(ours), b.unit, b.most)
	}
	peer := r.find(b.task, b.peer)
	if peer == nil {
		return "not run  " + b.what
	}
	ratio := peer.Ms / ours.Ms
	if b.least == 0 {
		return fmt.Sprintf("no bar   %s: %.2f x; %.1f kB, sharp's %.1f", b.what, ratio, stored(ours), stored(peer))
	}
	return verdict(ratio >= b.least) + fmt.Sprintf("%s: %.1f x, at least %g x", b.what, ratio, b.least)
}

func verdict(met bool) string {
	if met {
		return "met      "
	}
	return "NOT MET  "
}
