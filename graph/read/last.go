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

// markLast finds the statement behind which a plan reads nothing more, so that
// the end of the snapshot can travel with it. There is none when what comes
// last is computed: only the function knows what it reads.
func markLast(l *level) {
	if ln := lastOf(l, nil); ln != nil {
		ln.last = true
	}
}

// lastOf walks as fill does. so is the last statement up to here.
func lastOf(l *level, so *link) *link {
	for _, i := range l.order {
		ln := l.links[i]
		e := ln.edge
		switch {
		case e.inner != nil || e.text != nil:
		case e.target == nil || e.alone != nil || e.batch != nil:
			so = nil
		default:
			so = ln
		}
		if ln.level != nil {
			so = lastOf(ln.level, so)
		}
	}
	return so
}
