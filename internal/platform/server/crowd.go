package server

// crowd is a number of places. Who finds none is sent away at once: a queue
// in front of a busy server only makes every answer late.
type crowd chan struct{}

func (c crowd) enter() bool {
	select {
	case c <- struct{}{}:
		return true
	default:
		return false
	}
}

func (c crowd) leave() { <-c }

// crowds keeps slow kinds of request from taking the places of quick ones.
type crowds struct{ quick, uploads, downloads, streams crowd }

func newCrowds(l Limits) *crowds {
	return &crowds{make(crowd, l.Parallel), make(crowd, l.Uploads), make(crowd, l.Downloads), make(crowd, l.Streams)}
}

func (c *crowds) ordinary() crowd { return c.quick }
func (c *crowds) upload() crowd   { return c.uploads }
func (c *crowds) download() crowd { return c.downloads }
