package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"github.com/disintegration/imaging"
)

// imagingCraft does what most programs do: decode, resize, overlay, encode.
func imagingCraft(dir, job string) (craft, string, error) {
	kit, _, _ := strings.Cut(job, "/")
	size, format, _ := strings.Cut(kit, "-")
	base, err := os.ReadFile(filepath.Join(dir, size+".png"))
	if err != nil {
		return nil, "", err
	}
	mark, err := os.ReadFile(filepath.Join(dir, "logo.png"))
	b := where(size)
	return func(int) ([]byte, int64, error) {
		art, err := png.Decode(bytes.NewReader(base))
		if err != nil {
			return nil, 0, err
		}
		logo, err := png.Decode(bytes.NewReader(mark))
		if err != nil {
			return nil, 0, err
		}
		small := imaging.Fit(logo, int(b.W), int(b.H), imaging.Lanczos)
		out := imaging.Overlay(art, small, image.Pt(int(b.X), int(b.Y)), 1)
		var file bytes.Buffer
		if format == "png" {
			err = png.Encode(&file, out)
		} else {
			err = jpeg.Encode(&file, out, &jpeg.Options{Quality: 86})
		}
		return file.Bytes(), int64(file.Len()), err
	}, "", err
}
