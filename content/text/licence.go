package text

// Embedding rights, OS/2 fsType. Bits 0 to 3 are usage rights, of which old
// fonts set several: the most generous one counts.
const (
	usageBits    = 0x000F
	restricted   = 0x0002
	noSubsetting = 0x0100
	bitmapsOnly  = 0x0200
)

// checkLicence refuses fonts whose maker forbids what a PDF does with them.
func checkLicence(t tables) error {
	rights := t.part["OS/2"].u16(8)
	switch {
	case rights&usageBits == restricted:
		return t.forbidden("its licence bits forbid embedding")
	case rights&bitmapsOnly != 0:
		return t.forbidden("its licence bits allow only bitmaps to be embedded")
	case rights&noSubsetting != 0:
		return t.forbidden("its licence bits forbid embedding a part of it, and a PDF carries only the characters it shows")
	}
	return nil
}

func (t tables) forbidden(why string) error {
	return refuse("FONT_LICENCE", t.name, "The font may not be used in documents: "+why+".",
		"Ask the maker of the font for a version that may be embedded, or choose another font.")
}

const postScriptName = 6

// checkNames makes sure that the font has the name a PDF calls it by.
func checkNames(t tables) error {
	names := t.part["name"]
	strings := int(names.u16(4))
	for i := range int(names.u16(2)) {
		record := 6 + 12*i
		if record+12 > len(names) {
			break
		}
		if names.u16(record+6) != postScriptName {
			continue
		}
		from, size := strings+int(names.u16(record+10)), int(names.u16(record+8))
		if from+size > len(names) || !speakable(names[from:from+size]) {
			break
		}
		return nil
	}
	return t.damaged("it has no PostScript name")
}

// speakable tells whether a name keeps at least one letter in a PDF.
func speakable(name []byte) bool {
	for _, c := range name {
		if 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' {
			return true
		}
	}
	return false
}
