package read

// arrange sets the order in which links are followed, here and below: what is
// asked of services comes first, while the snapshot has not begun.
func (l *level) arrange() {
	for _, alone := range []bool{true, false} {
		for i, ln := range l.links {
			if (ln.edge.alone != nil) == alone {
				l.order = append(l.order, i)
			}
		}
	}
	for _, ln := range l.links {
		for _, below := range ln.levels() {
			below.arrange()
		}
	}
}

// levels are those behind a link: one, or one for each type of an interface.
func (ln *link) levels() (out []*level) {
	if ln.level != nil {
		out = append(out, ln.level)
	}
	for _, of := range ln.byType {
		out = append(out, of.level)
	}
	return out
}

// count tells each statement how many readings come after it in its plan, so
// that the end of the snapshot can travel with the last. What is computed
// counts as a reading: only the function knows what it does.
func count(l *level) {
	var all []*link
	readings(l, &all)
	for i, ln := range all {
		ln.left = len(all) - 1 - i
	}
}

// readings collects in the order in which fill goes.
func readings(l *level, all *[]*link) {
	for _, i := range l.order {
		ln := l.links[i]
		if ln.edge.inner == nil && ln.edge.text == nil {
			*all = append(*all, ln)
		}
		if ln.level != nil {
			readings(ln.level, all)
		}
	}
}
