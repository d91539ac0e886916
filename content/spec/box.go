package spec

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

// Box is x, y, width, height from the top left of the displayed trim box.
type Box [4]float64

// markerScheme begins the box of a zone whose place the art says: a link or a
// form field of this name marks it there.
const markerScheme = "portico:"

var validName = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9_-]{0,63}$`)

// ValidName tells whether a zone or a marker may be called so.
func ValidName(name string) bool { return validName.MatchString(name) }

// boxOrMarker is a box as the manifest writes it.
type boxOrMarker struct {
	box    Box
	marker string
}

func (b *boxOrMarker) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '"' {
		err := unquote(text, &b.marker)
		b.marker = strings.TrimPrefix(b.marker, markerScheme)
		return err
	}
	return json.Unmarshal(text, &b.box)
}

func (b boxOrMarker) MarshalJSON() ([]byte, error) {
	if b.marker != "" {
		return json.Marshal(markerScheme + b.marker)
	}
	return json.Marshal(b.box)
}

// plainZone is a zone without its methods, less the box.
type plainZone Zone

type zoneText struct {
	*plainZone
	Box boxOrMarker `json:"box"`
}

// UnmarshalJSON reads a zone whose box is four numbers or a marker.
func (z *Zone) UnmarshalJSON(text []byte) error {
	in := zoneText{plainZone: (*plainZone)(z)}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	err := d.Decode(&in)
	z.Box, z.Marker = in.Box.box, in.Box.marker
	return err
}

// MarshalJSON writes what UnmarshalJSON reads.
func (z Zone) MarshalJSON() ([]byte, error) {
	return json.Marshal(zoneText{(*plainZone)(&z), boxOrMarker{z.Box, z.Marker}})
}
