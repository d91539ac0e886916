package course

import "bytes"

// extensions are the endings of the kinds of files that courses show.
var extensions = map[string]string{
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".pdf": "application/pdf", ".mp4": "video/mp4", ".webm": "video/webm",
}

// signatures are how such files begin; at says how many bytes in.
var signatures = []struct {
	typ  string
	at   int
	text string
}{
	{"image/png", 0, "\x89PNG\r\n\x1a\n"},
	{"image/jpeg", 0, "\xff\xd8\xff"},
	{"image/gif", 0, "GIF8"},
	{"image/webp", 8, "WEBP"},
	{"application/pdf", 0, "%PDF-"},
	{"video/mp4", 4, "ftyp"},
	{"video/webm", 0, "\x1a\x45\xdf\xa3"},
}

// sniff tells what a file is by how it begins; empty for anything else.
func sniff(body []byte) string {
	for _, s := range signatures {
		if len(body) > s.at && bytes.HasPrefix(body[s.at:], []byte(s.text)) {
			return s.typ
		}
	}
	return ""
}
