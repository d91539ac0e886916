package text

// Request asks for text to be fitted into a box. Lengths are in the unit of
// the sheet: points on pages, pixels on pictures.
type Request struct {
	Where      string // zone, for messages
	Language   string // of the document, as ar or sr-Latn; decides forms of letters and which way a line runs
	Paragraphs []Paragraph

	Width, Height float64 // the box
	MaxSize       float64 // wanted
	MinSize       float64 // least; 0 means MaxSize, so nothing shrinks
	Leading       float64 // distance of baselines in sizes; 0 means 1.2
	ShrinkFirst   bool    // optional paragraphs go only when the least size does not hold them

	AlignX, AlignY float64 // 0 left or top, 0.5 middle, 1 right or bottom
}

// Paragraph is text that starts on a new line: the whole of a text zone, or
// one line of a contact block.
type Paragraph struct {
	Text     string
	Fonts    []*Font // first choice first, then the fallbacks
	MaxLines int     // 0: as many as the box holds
	Optional bool    // may be left out when the box is full, the lowest first
	Whole    bool    // stays on one line if any size allows it: a number or an address
}

// Block is fitted text. Positions count from the top left of the box.
type Block struct {
	Size    float64
	Width   float64 // of the widest line
	Height  float64 // from the top of the first line to the bottom of the last
	Lines   []Line
	Dropped []int // paragraphs left out, in ascending order
}

// Line is one line of a block. X, Y is the left end of its baseline; the X of its
// runs, from left to right, counts from the box too.
type Line struct {
	Paragraph int
	X, Y      float64
	Width     float64
	Runs      []Run
}

const (
	stepSize       = 0.25
	defaultLeading = 1.2
)

// sound tells whether the figures make sense; NaN does not.
func (q Request) sound() bool {
	const most = 1e6
	return q.Width > 0 && q.Width < most && q.Height > 0 && q.Height < most &&
		q.MaxSize > 0.01 && q.MaxSize < most && (q.MinSize <= 0 || q.MinSize > 0.01) &&
		q.leading() < 100
}

func (q Request) leading() float64 {
	if q.Leading > 0 {
		return q.Leading
	}
	return defaultLeading
}

// sizes is how many sizes there are to try; size(0) is the wanted one and the
// last one the least.
func (q Request) sizes() int {
	if q.MinSize <= 0 || q.MinSize >= q.MaxSize {
		return 1
	}
	n := int((q.MaxSize - q.MinSize) / stepSize)
	if q.MaxSize-float64(float64(n)*stepSize) > q.MinSize {
		n++
	}
	return n + 1
}

func (q Request) size(i int) float64 {
	if i == 0 {
		return q.MaxSize
	}
	return max(q.MaxSize-float64(float64(i)*stepSize), q.MinSize)
}
