package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"image/png"

	"github.com/portico-prm/portico/content"
)

// KindPages asks the press for pictures of the pages of a compiled template.
const KindPages = "pages"

// KindPage asks the press for a picture of one page of a finished file.
const KindPage = "page"

// PageOrder is which page, counted from 0, and how large.
type PageOrder struct {
	Page int `json:"page"`
	Side int `json:"side"` // pixels of the longer side
}

// AskPage packs an order and its file.
func AskPage(o PageOrder, pdf []byte) []byte {
	head, _ := json.Marshal(o) // plain values: cannot fail
	return join(head, pdf)
}

// PagesAnswer is what came of a package: pictures, and what could not be drawn.
type PagesAnswer struct {
	head
	Pictures []content.Picture `json:"pictures"`
}

// PressHandlers are the side of a worker that has a press, by kind.
func PressHandlers(press content.Paper) map[string]func(context.Context, []byte) ([]byte, error) {
	return map[string]func(context.Context, []byte) ([]byte, error){
		KindPages: func(ctx context.Context, payload []byte) ([]byte, error) { return picturePages(ctx, payload, press) },
		KindPage:  func(_ context.Context, payload []byte) ([]byte, error) { return picturePage(payload, press) },
	}
}

func picturePages(ctx context.Context, payload []byte, press content.Paper) ([]byte, error) {
	p := new(content.Package)
	if err := p.UnmarshalBinary(payload); err != nil {
		return nil, err
	}
	a, parts := PagesAnswer{}, [][]byte{nil}
	var err error
	if a.Pictures, a.Problems, err = p.Pictures(ctx, press); err != nil {
		return nil, err
	}
	for _, one := range a.Pictures {
		parts = append(parts, one.PNG)
	}
	parts[0], err = json.Marshal(a)
	return join(parts...), err
}

func picturePage(payload []byte, press content.Paper) ([]byte, error) {
	parts, err := split(payload, 2)
	if err != nil {
		return nil, err
	}
	var o PageOrder
	if err := json.Unmarshal(parts[0], &o); err != nil {
		return nil, err
	}
	img, err := press.Picture(parts[1], o.Page, o.Side)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = png.Encode(&b, img)
	return b.Bytes(), err
}

// ReadPagesAnswer unpacks an answer. Which pages the pictures claim to be of is
// not looked at here.
func ReadPagesAnswer(raw []byte) (*PagesAnswer, error) {
	parts, err := split(raw, 1)
	if err != nil {
		return nil, err
	}
	a := new(PagesAnswer)
	if err := json.Unmarshal(parts[0], a); err != nil {
		return nil, err
	}
	if len(a.Pictures) != len(parts)-1 {
		return nil, errFrame
	}
	for i := range a.Pictures {
		a.Pictures[i].PNG = parts[i+1]
	}
	return a, nil
}
