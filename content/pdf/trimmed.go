package pdf

// Trimmed returns what to append to the source so that a viewer shows every page
// as it will be cut, whatever the file says of bleed and margins: the shape of
// the sheets. It is for pictures of the pages; nobody gets such a file.
func (p *Plan) Trimmed() []byte {
	t := &tail{plan: p, next: p.Next, offsets: map[int]entryAt{}, out: []byte{'\n'}}
	for i := range p.Slots {
		s := &p.Slots[i]
		d := drawnPage{Slot: s, contents: s.Contents, annots: []byte(s.Annots), head: s.resized(box{0, 0, s.Width, s.Height})}
		t.putGeneration(s.Object, s.Generation, d.dictionary())
	}
	t.finish()
	return t.out
}
