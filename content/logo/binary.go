package logo

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"

	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/bitmap"
)

// The binary form of a mark:
//
//	8  magic "PORTMARK"
//	2  version, big endian
//	4  length of the facts
//	   facts, JSON
//	4  length of the body
//	   body: the tree as svg.Tree.AppendBinary writes it, or the pixels as PNG
//	32 SHA-256 of all before
//
// Equal marks have equal bytes. A reader refuses versions that it does not know;
// in version 1 the tree was JSON, which took six times as long to read.
const (
	magic       = "PORTMARK"
	version     = 2
	treesAsJSON = 1
	maxMark     = 64 << 20 // bytes, facts and body each
)

// ErrMark is wrapped by every error of UnmarshalBinary.
var ErrMark = errors.New("logo: the stored mark is damaged")

// facts is all of a mark but its drawing.
type facts struct {
	Kind        Kind       `json:"kind"`
	Width       float64    `json:"width"`
	Height      float64    `json:"height"`
	PixelWidth  int        `json:"pixelWidth,omitempty"`
	PixelHeight int        `json:"pixelHeight,omitempty"`
	Density     float64    `json:"density"`
	Centre      Centre     `json:"centre"`
	Colors      []Cluster  `json:"colors"`
	Background  Background `json:"background"`
	Flags       Flags      `json:"flags"`
	Look        Look       `json:"look"` // of marks since this field exists
	Key         string     `json:"key"`
	SourceSHA   string     `json:"sourceSha256"`
	Source      Source     `json:"source"`
}

func (m *Mark) facts() facts {
	return facts{
		m.Kind, m.Width, m.Height, m.PixelWidth, m.PixelHeight, m.Density, m.Centre, m.Colors,
		m.Background, m.Flags, m.Look, m.Key, m.SourceSHA256, m.Source,
	}
}

func (f facts) mark() Mark {
	return Mark{
		Kind: f.Kind, Width: f.Width, Height: f.Height, PixelWidth: f.PixelWidth, PixelHeight: f.PixelHeight,
		Density: f.Density, Centre: f.Centre, Colors: f.Colors, Background: f.Background, Flags: f.Flags, Look: f.Look,
		Key: f.Key, SourceSHA256: f.SourceSHA, Source: f.Source,
	}
}

// MarshalBinary writes the stored form.
func (m *Mark) MarshalBinary() ([]byte, error) {
	head, err := json.Marshal(m.facts())
	if err != nil {
		return nil, err
	}
	body, err := m.body()
	if err != nil {
		return nil, err
	}
	b := append([]byte(magic), 0, version)
	for _, part := range [][]byte{head, body} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

func (m *Mark) body() ([]byte, error) {
	if m.Kind == Vector {
		return m.Tree.AppendBinary(nil)
	}
	var b bytes.Buffer
	err := png.Encode(&b, m.Image)
	return b.Bytes(), err
}

// UnmarshalBinary reads the stored form and checks all of it, as far as
// drawing relies on it.
func (m *Mark) UnmarshalBinary(b []byte) error {
	head, body, err := split(b)
	if err != nil {
		return err
	}
	asJSON := binary.BigEndian.Uint16(b[len(magic):]) == treesAsJSON
	var f facts
	if err := json.Unmarshal(head, &f); err != nil {
		return damagedMark(err)
	}
	got := f.mark()
	if err := got.readBody(body, asJSON); err != nil {
		return damagedMark(err)
	}
	if err := got.sound(); err != nil {
		return damagedMark(err)
	}
	*m = got
	return nil
}

func damagedMark(err error) error { return fmt.Errorf("%w: %v", ErrMark, err) }

// split checks the frame and cuts it into facts and body.
func split(b []byte) (head, body []byte, err error) {
	if len(b) < len(magic)+2+sha256.Size || string(b[:len(magic)]) != magic {
		return nil, nil, damagedMark(errors.New("not a mark"))
	}
	if v := binary.BigEndian.Uint16(b[len(magic):]); v != version && v != treesAsJSON {
		return nil, nil, damagedMark(fmt.Errorf("version %d is not known", v))
	}
	data, sum := b[:len(b)-sha256.Size], b[len(b)-sha256.Size:]
	if got := sha256.Sum256(data); !bytes.Equal(got[:], sum) {
		return nil, nil, damagedMark(errors.New("the checksum is wrong"))
	}
	rest := data[len(magic)+2:]
	if head, rest, err = part(rest); err != nil {
		return nil, nil, err
	}
	if body, rest, err = part(rest); err != nil || len(rest) > 0 {
		return nil, nil, damagedMark(errors.New("the lengths are wrong"))
	}
	return head, body, nil
}

// part cuts off one length and as many bytes.
func part(b []byte) (data, rest []byte, err error) {
	if len(b) < 4 {
		return nil, nil, damagedMark(errors.New("a length is missing"))
	}
	n := int64(binary.BigEndian.Uint32(b))
	if n > maxMark || n > int64(len(b)-4) {
		return nil, nil, damagedMark(errors.New("a length is too large"))
	}
	return b[4 : 4+n], b[4+n:], nil
}

// storedLimits are those of pictures that we made ourselves.
var storedLimits = bitmap.Limits{Pixels: MaxSide * MaxSide, Side: MaxSide, Memory: 64 << 20, Scans: 1}

func (m *Mark) readBody(body []byte, asJSON bool) error {
	switch m.Kind {
	case Vector:
		m.Tree = &svg.Tree{}
		if asJSON {
			return m.Tree.Restore(body)
		}
		return m.Tree.UnmarshalBinary(body)
	case Raster:
		if bitmap.Sniff(body) != bitmap.PNG {
			return bitmap.ErrFormat
		}
		var err error
		m.Image, _, err = bitmap.Decode(body, storedLimits)
		return err
	}
	return fmt.Errorf("kind %q is not known", m.Kind)
}
