package svg

import "github.com/portico-prm/portico/content/svg/geom"

// Tree is a sanitised drawing of Width x Height user units, whose top left
// corner lies at (X, Y) of the nodes' coordinates. Trees are not changed after
// they are made and may be shared. Their JSON is stable: equal drawings give
// equal bytes.
type Tree struct {
	X      float64 `json:"x,omitempty"`
	Y      float64 `json:"y,omitempty"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	Nodes  []Node  `json:"nodes"`
}

// Node is a Group, a Shape or a Picture: exactly one is set.
type Node struct {
	Group   *Group   `json:"group,omitempty"`
	Shape   *Shape   `json:"shape,omitempty"`
	Picture *Picture `json:"picture,omitempty"`
}

// Group is drawn on a sheet of its own, clipped, masked, and laid over what is
// below it.
type Group struct {
	Opacity float64 `json:"opacity"`
	Blend   Blend   `json:"blend,omitempty"` // "" is normal
	Clip    *Clip   `json:"clip,omitempty"`
	Mask    *Mask   `json:"mask,omitempty"`
	Nodes   []Node  `json:"nodes"`
}

// Clip is the area that a group is cut to.
type Clip struct {
	Path    geom.Path `json:"path"`
	EvenOdd bool      `json:"evenOdd,omitempty"`
}

// Mask is a drawing whose brightness (or whose alpha) is the opacity of what
// it is laid on.
type Mask struct {
	Alpha bool   `json:"alpha,omitempty"`
	Nodes []Node `json:"nodes"`
}

// Shape is a path with fill, stroke or both. Path is in the tree's coordinates,
// unless Matrix leads there: that is kept where it would press a round pen flat.
type Shape struct {
	Path        geom.Path    `json:"path"`
	Matrix      *geom.Matrix `json:"matrix,omitempty"`
	Fill        *Paint       `json:"fill,omitempty"`
	EvenOdd     bool         `json:"evenOdd,omitempty"`
	Stroke      *Stroke      `json:"stroke,omitempty"`
	StrokeBelow bool         `json:"strokeBelow,omitempty"` // the fill covers the inner half of the stroke
}

// Stroke is a pen and its paint.
type Stroke struct {
	Paint Paint    `json:"paint"`
	Pen   geom.Pen `json:"pen"`
}

// Paint is a colour or, when Gradient is set, a gradient.
type Paint struct {
	Color    Color     `json:"color"`
	Alpha    float64   `json:"alpha"`
	Gradient *Gradient `json:"gradient,omitempty"`
}

// Gradient is a run of colours along a line from (X1, Y1) to (X2, Y2), or from
// a focus (X1, Y1, radius R1) to a circle around (X2, Y2) of radius R2. Matrix
// leads from there to the tree's coordinates.
type Gradient struct {
	Radial bool        `json:"radial,omitempty"`
	Matrix geom.Matrix `json:"matrix"`
	X1     float64     `json:"x1"`
	Y1     float64     `json:"y1"`
	R1     float64     `json:"r1,omitempty"`
	X2     float64     `json:"x2"`
	Y2     float64     `json:"y2"`
	R2     float64     `json:"r2,omitempty"`
	Spread Spread      `json:"spread,omitempty"`
	Stops  []Stop      `json:"stops"`
}

// Stop is a colour at a place between 0 and 1. Stops are in order.
type Stop struct {
	At    float64 `json:"at"`
	Color Color   `json:"color"`
	Alpha float64 `json:"alpha"`
}

// Spread says what lies beyond the ends of a gradient.
type Spread string

// The end colour goes on; the gradient starts again; it runs back and forth.
const (
	Pad     Spread = ""
	Repeat  Spread = "repeat"
	Reflect Spread = "reflect"
)

// Picture is a bitmap stretched over the unit square mapped by Matrix, first
// row on top. PNG holds its pixels, encoded by us.
type Picture struct {
	Matrix geom.Matrix `json:"matrix"`
	PNG    []byte      `json:"png"`
}

// Form is a drawing as a PDF form: operators and the objects that they name.
// Form space has its origin at the bottom left, y up, and spans Width x Height.
// Colours are DeviceRGB throughout.
type Form struct {
	Width, Height float64
	Content       []byte   // operators, not compressed
	Resources     string   // resource dictionary as PDF text; "@3" stands for a reference to Objects[3]
	Objects       []Object // shadings, functions, soft masks, images
}

// Object is one PDF object of a Form. Stream nil means that Dict is the object;
// otherwise the writer adds /Length (and a filter, if it compresses) to Dict.
// References to other objects of the form are written "@N" here too.
type Object struct {
	Dict   string
	Stream []byte
}
