package bitmap

import (
	"bytes"

	"golang.org/x/image/webp"
)

// webpHeader reads the canvas size. The decoder checks that the frame inside
// has the same.
func webpHeader(data []byte) (Header, error) {
	if len(data) >= 21 && string(data[12:16]) == "VP8X" && data[20]&2 != 0 {
		return Header{}, ErrAnimated
	}
	c, err := webp.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return Header{}, damaged(err)
	}
	pixels := int64(c.Width) * int64(c.Height)
	return Header{Format: WebP, Width: c.Width, Height: c.Height, Orientation: 1, memory: 8 * pixels}, nil
}
