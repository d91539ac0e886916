package svg

import "github.com/portico-prm/portico/content/svg/geom"

// style holds the properties that a child takes over from its parent.
type style struct {
	fill, stroke               ink
	fillOpacity, strokeOpacity float64
	color                      tint
	evenOdd, clipEvenOdd       bool
	pen                        geom.Pen
	hidden                     bool // visibility, which a child may turn on again
	strokeBelow                bool
	markers                    bool
}

// ink is the value of fill or stroke.
type ink struct {
	kind inkKind
	tint        // for inkColor, and behind a reference that leads nowhere
	ref  string // for inkRef: url(#id)
	back inkKind
}

type inkKind uint8

const (
	inkNone inkKind = iota
	inkColor
	inkCurrent // the value of color where it is used
	inkRef
)

// firstStyle is what the outermost element takes over.
var firstStyle = style{
	fill:        ink{kind: inkColor, tint: tint{Color{}, 1}},
	fillOpacity: 1, strokeOpacity: 1,
	color: tint{Color{}, 1},
	pen:   geom.Pen{Width: 1, Miter: 4},
}

// own holds the properties that concern one element alone.
type own struct {
	opacity     float64
	blend       Blend
	clip, mask  string
	filter      string
	noDisplay   bool
	overflow    bool // shows what lies outside the viewport
	alphaMask   bool
	transform   geom.Matrix
	origin      geom.Point // of the transform
	ground      tint       // background of the outermost element; alpha 0 is none
	stopColor   tint
	stopCurrent bool
	stopOpacity float64
}

func firstOwn() own {
	return own{opacity: 1, transform: geom.Identity, stopColor: tint{Color{}, 1}, stopOpacity: 1}
}
