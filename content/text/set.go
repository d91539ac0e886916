package text

// set places the lines of the paragraphs in the box.
func (s *setting) set(size float64, kept []*prose) Block {
	b := Block{Size: size, Dropped: s.missingFrom(kept)}
	for _, p := range kept {
		rows, _ := p.wrap(s.measure(size))
		for _, r := range rows {
			b.add(s.line(p, r, size))
		}
	}
	if len(b.Lines) == 0 {
		return b
	}
	b.Height = s.height(kept, len(b.Lines), size)
	y := float64((s.Height-b.Height)*s.AlignY) + kept[0].Fonts[0].Ascent(size)
	for i := range b.Lines {
		b.Lines[i].Y = y + float64(float64(i)*s.leading()*size)
	}
	return b
}

func (b *Block) add(l Line) {
	b.Width = max(b.Width, l.Width)
	b.Lines = append(b.Lines, l)
}

// line is a row with its runs, aligned across the box.
func (s *setting) line(p *prose, r row, size float64) Line {
	wide := float64(r.width) * (size / perSize)
	x := (s.Width - wide) * s.AlignX
	return Line{Paragraph: p.index, X: x, Width: wide, Runs: p.runs(r, x, size)}
}

// missingFrom lists the paragraphs that were left out.
func (s *setting) missingFrom(kept []*prose) []int {
	var out []int
	next := 0
	for _, p := range s.all {
		if next < len(kept) && kept[next] == p {
			next++
			continue
		}
		out = append(out, p.index)
	}
	return out
}
