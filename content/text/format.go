package text

import "fmt"

// foreign formats, by their first four bytes, with what to do instead.
var foreign = map[string][2]string{
	"OTTO": {"an OpenType font with PostScript outlines (CFF)", "Use the TrueType version (.ttf) of the same family."},
	"ttcf": {"a collection of several fonts", "Take the one font that is needed out of the collection and save it as .ttf."},
	"wOFF": {"a web font (WOFF)", "Use the desktop version (.ttf), or unpack the file to TrueType."},
	"wOF2": {"a web font (WOFF2)", "Use the desktop version (.ttf), or unpack the file to TrueType."},
	"true": {"an old Macintosh TrueType font", "Save it again as an ordinary .ttf with a font editor."},
	"typ1": {"a PostScript font", "Use the TrueType version (.ttf) of the same family."},
	"%!PS": {"a PostScript font", "Use the TrueType version (.ttf) of the same family."},
}

// checkFormat lets only TrueType pass, and tells what the file is instead.
func checkFormat(name string, b []byte) error {
	if len(b) > maxFontBytes {
		return refuse("FONT_TOO_LARGE", name,
			fmt.Sprintf("The font file has %d bytes; at most %d are read.", len(b), maxFontBytes),
			"Use a font with fewer characters, or a subset of it.")
	}
	if len(b) < 12 {
		return refuse("FONT_FORMAT", name, "The file is too short to be a font.", "Upload a TrueType font (.ttf).")
	}
	if what, ok := foreign[string(b[:4])]; ok {
		return refuse("FONT_FORMAT", name, "The file is "+what[0]+"; only TrueType can be embedded.", what[1])
	}
	if table(b).u32(0) != 0x00010000 {
		return refuse("FONT_FORMAT", name, "The file is not a font.", "Upload a TrueType font (.ttf).")
	}
	return nil
}
