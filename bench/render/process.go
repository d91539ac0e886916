package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/signintech/gopdf"
)

// processCraft runs a program for each file.
func processCraft(dir, job string) (craft, string, error) {
	kit, program, _ := strings.Cut(job, "/")
	path, err := exec.LookPath(program)
	if err != nil {
		return nil, program + " is not installed (Debian: " + map[string]string{"qpdf": "qpdf", "convert": "imagemagick"}[program] + ")", nil
	}
	if program == "qpdf" {
		return overlay(dir, kit, path)
	}
	return convert(dir, kit, path)
}

// overlay lays a finished document over the vendor's: qpdf draws nothing itself.
func overlay(dir, kit, qpdf string) (craft, string, error) {
	p := gopdf.GoPdf{}
	p.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
	in := map[string][]byte{}
	for _, name := range []string{"font.ttf", "logo.png", "code.png"} {
		var err error
		if in[name], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			return nil, "", err
		}
	}
	if err := p.AddTTFFontData("f", in["font.ttf"]); err != nil {
		return nil, "", err
	}
	p.AddPage()
	if err := stamp(&p, in); err != nil {
		return nil, "", err
	}
	over, out := filepath.Join(dir, "over.pdf"), filepath.Join(dir, "qpdf-"+kit+".pdf")
	if err := os.WriteFile(over, p.GetBytesPdf(), 0o644); err != nil {
		return nil, "", err
	}
	return func(int) ([]byte, int64, error) {
		return ran(out, qpdf, filepath.Join(dir, kit+".pdf"), "--overlay", over, "--from=", "--repeat=1", "--", out)
	}, "", nil
}

func convert(dir, kit, program string) (craft, string, error) {
	size, format, _ := strings.Cut(kit, "-")
	b, out := where(size), filepath.Join(dir, "convert-"+kit+"."+format)
	return func(int) ([]byte, int64, error) {
		return ran(out, program, filepath.Join(dir, size+".png"),
			"(", filepath.Join(dir, "logo.png"), "-resize", fmt.Sprintf("%gx%g", b.W, b.H), ")",
			"-geometry", fmt.Sprintf("+%g+%g", b.X, b.Y), "-composite", "-quality", quality(format), out)
	}, "", nil
}

// quality in ImageMagick's words: for PNG the tens are the level of deflate.
func quality(format string) string {
	if format == "png" {
		return "65"
	}
	return "86"
}

func ran(out, program string, args ...string) ([]byte, int64, error) {
	if told, err := exec.Command(program, args...).CombinedOutput(); err != nil {
		return nil, 0, fmt.Errorf("%s: %w: %s", program, err, told)
	}
	file, err := os.ReadFile(out)
	return file, int64(len(file)), err
}
