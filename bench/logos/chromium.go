package main

import (
	"context"
	"fmt"
	"image"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

const (
	columns = 8
	onePage = columns * columns
)

// chromium draws every file into a cell of a large page, 64 at a time: starting
// the browser takes longer than drawing them.
func chromium(ctx context.Context, all []*sample) error {
	dir, err := os.MkdirTemp("", "portico-logos-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for len(all) > 0 {
		n := min(onePage, len(all))
		if err := contact(ctx, dir, all[:n]); err != nil {
			return err
		}
		all = all[n:]
	}
	return nil
}

// contact draws one page and cuts it up.
func contact(ctx context.Context, dir string, some []*sample) error {
	page, shot := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.png")
	if err := os.WriteFile(page, []byte(html(some)), 0o600); err != nil {
		return err
	}
	err := tool(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files",
		"--force-device-scale-factor=1", "--force-color-profile=srgb", "--user-data-dir="+filepath.Join(dir, "profile"),
		fmt.Sprintf("--window-size=%d,%d", columns*side, columns*side), "--screenshot="+shot, "file://"+page)
	if err != nil {
		return err
	}
	m, err := readPNG(shot)
	if err != nil {
		return err
	}
	for i, s := range some {
		s.reference = onWhite(m, image.Pt(i%columns*side, i/columns*side))
	}
	return nil
}

func html(some []*sample) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><style>body{margin:0;background:#fff}img{position:absolute;width:256px;height:256px;object-fit:contain}</style>`)
	for i, s := range some {
		path, _ := filepath.Abs(s.file)
		at := url.URL{Scheme: "file", Path: path}
		fmt.Fprintf(&b, `<img src="%s" style="left:%dpx;top:%dpx">`, at.String(), i%columns*side, i/columns*side)
	}
	return b.String()
}
