package text

import (
	"encoding/binary"
	"slices"

	"github.com/portico-prm/portico/content/problem"
)

const (
	maxFontBytes = 32 << 20 // the largest CJK families stay below
	maxTables    = 64
)

// table is one table of the file. Reading past its end gives zero: callers
// check lengths first, and nothing panics where they forget.
type table []byte

func (t table) u16(at int) uint16 {
	if at < 0 || at+2 > len(t) {
		return 0
	}
	return binary.BigEndian.Uint16(t[at:])
}

func (t table) i16(at int) int16 { return int16(t.u16(at)) }

func (t table) u32(at int) uint32 {
	return uint32(t.u16(at))<<16 | uint32(t.u16(at+2))
}

// tables are the parts of one font file, by tag.
type tables struct {
	name string
	part map[string]table
}

// needed are the tables that measuring, drawing or embedding read, each with
// the least length that makes sense.
var needed = []struct {
	tag   string
	least int
}{
	{"OS/2", 78}, {"cmap", 4}, {"glyf", 0}, {"head", 54}, {"hhea", 36},
	{"hmtx", 4}, {"loca", 4}, {"maxp", 6}, {"name", 6}, {"post", 32},
}

// layoutTables tell how letters meet; a font may do without.
var layoutTables = []string{"GDEF", "GPOS", "GSUB", "kern"}

// variations are the styles of a variable font; only the default one is drawn.
const variations = "fvar"

// open reads the table directory and makes sure that what is needed is there.
func open(name string, b []byte) (tables, error) {
	t := tables{name: name, part: map[string]table{}}
	if err := checkFormat(name, b); err != nil {
		return t, err
	}
	if err := t.list(b); err != nil {
		return t, err
	}
	for _, n := range needed {
		part, ok := t.part[n.tag]
		if !ok {
			return t, t.incomplete(n.tag)
		}
		if len(part) < n.least {
			return t, t.damaged("its table " + n.tag + " is too short")
		}
	}
	return t, nil
}

// list finds each table in the file.
func (t tables) list(b []byte) error {
	head := table(b)
	count := int(head.u16(4))
	if count == 0 || count > maxTables || len(b) < 12+16*count {
		return t.damaged("its table directory is broken")
	}
	for i := range count {
		entry := head[12+16*i:]
		tag := string(entry[:4])
		if !wanted(tag) {
			continue
		}
		from, size := uint64(entry.u32(8)), uint64(entry.u32(12))
		if from+size > uint64(len(b)) || t.part[tag] != nil {
			return t.damaged("its table " + tag + " lies outside the file or comes twice")
		}
		t.part[tag] = table(b[from : from+size : from+size])
	}
	return nil
}

func wanted(tag string) bool {
	for _, n := range needed {
		if n.tag == tag {
			return true
		}
	}
	return tag == variations || slices.Contains(layoutTables, tag)
}

// damaged is the refusal of a file that contradicts itself.
func (t tables) damaged(how string) error {
	return refuse("FONT_DAMAGED", t.name, "The font file is damaged: "+how+".",
		"Fetch the font again from its maker and upload that file.")
}

func (t tables) incomplete(tag string) error {
	return refuse("FONT_INCOMPLETE", t.name, "The font file has no table "+tag+".",
		"Use the desktop version of the font: web versions are often stripped.")
}

func refuse(code, where, message, fix string) error {
	return problem.List{{Code: code, Severity: problem.Error, Where: where, Message: message, Fix: fix}}
}
