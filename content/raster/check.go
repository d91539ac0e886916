package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// Format of an encoded picture.
type Format string

const (
	JPEG Format = "jpeg"
	PNG  Format = "png"
	WebP Format = "webp" // written only
)

var pngMagic = []byte("\x89PNG\r\n\x1a\n")

// check looks at the header only: format, size, colours.
func check(b []byte, lim Limits) (Format, error) {
	if len(b) > lim.Bytes {
		return "", refuse("BASE_TOO_LARGE", fmt.Sprintf("The picture has %d bytes; at most %d are read.", len(b), lim.Bytes),
			"Export it smaller or compress it more.")
	}
	kind, cfg, err := header(b)
	if err != nil {
		return "", err
	}
	if cfg.Width <= 0 || cfg.Height <= 0 || cfg.Width > lim.Side || cfg.Height > lim.Side || cfg.Width*cfg.Height > lim.Pixels {
		return "", refuse("BASE_TOO_LARGE",
			fmt.Sprintf("The picture has %d x %d pixels; at most %d on a side and %d in all are read.",
				cfg.Width, cfg.Height, lim.Side, lim.Pixels), "Export it smaller.")
	}
	if cfg.ColorModel == color.CMYKModel {
		return "", refuse("BASE_COLORS", "The picture has printing colours (CMYK).", "Export it as sRGB.")
	}
	return kind, checkTags(kind, b)
}

func header(b []byte) (Format, image.Config, error) {
	damaged := func(err error) error {
		return refuse("BASE_DAMAGED", "The picture is damaged: "+err.Error()+".", "Export it again.")
	}
	switch {
	case bytes.HasPrefix(b, pngMagic):
		cfg, err := png.DecodeConfig(bytes.NewReader(b))
		if err != nil {
			return "", cfg, damaged(err)
		}
		return PNG, cfg, nil
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		cfg, err := jpeg.DecodeConfig(bytes.NewReader(b))
		if err != nil {
			return "", cfg, damaged(err)
		}
		return JPEG, cfg, nil
	}
	return "", image.Config{}, refuse("BASE_FORMAT", "The file is neither a PNG nor a JPEG.", "Export it as PNG or JPEG.")
}

// checkTags refuses pictures that viewers show otherwise than we decode them:
// turned by a camera's tag, or in the colours of a profile.
func checkTags(kind Format, b []byte) error {
	tags := pngTags(b)
	if kind == JPEG {
		tags = jpegTags(b)
	}
	if tags.turned {
		return refuse("BASE_ROTATED", "The picture lies on its side and carries a tag that turns it.",
			"Open it, turn it, and save it upright.")
	}
	if tags.profile != nil && !isSRGB(tags.profile) {
		return refuse("BASE_COLORS", "The picture has a colour profile other than sRGB.", "Convert it to sRGB when exporting.")
	}
	return nil
}
