package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// zoneFlag is one --zone: logo:PAGE,X,Y,W,H in mm for PDF and pixels for
// images, from the top left of the displayed page's trim box.
type zoneFlag struct {
	kind       string // logo or contact
	page       int    // from 1
	x, y, w, h float64
	marker     string // of the art, if it says where the zone is
}

func parseZone(s string) (zoneFlag, error) {
	wrong := usageError(fmt.Sprintf("--zone %q: write it as logo:PAGE,X,Y,W,H with numbers, as in logo:1,140,10,60,20", s))
	kind, rest, _ := strings.Cut(s, ":")
	parts := strings.Split(rest, ",")
	if kind != "logo" && kind != "contact" || len(parts) != 5 {
		return zoneFlag{}, wrong
	}
	page, err := strconv.Atoi(strings.TrimSpace(parts[0]))
	if err != nil || page < 1 {
		return zoneFlag{}, wrong
	}
	z := zoneFlag{kind: kind, page: page}
	for i, to := range []*float64{&z.x, &z.y, &z.w, &z.h} {
		v, err := strconv.ParseFloat(strings.TrimSpace(parts[i+1]), 64)
		if err != nil || math.IsNaN(v) || math.Abs(v) > 100_000 {
			return zoneFlag{}, wrong
		}
		*to = v
	}
	if z.w <= 0 || z.h <= 0 {
		return zoneFlag{}, wrong
	}
	return z, nil
}

func (z zoneFlag) touches(o zoneFlag) bool {
	return z.page == o.page && z.x < o.x+o.w && o.x < z.x+z.w && z.y < o.y+o.h && o.y < z.y+z.h
}

// within tells whether the zone lies on a page of the size, a hair aside.
func (z zoneFlag) within(p pageSize) bool {
	const hair = 0.005
	return z.x >= -hair && z.y >= -hair && z.x+z.w <= p.w+hair && z.y+z.h <= p.h+hair
}
