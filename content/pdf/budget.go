package pdf

import (
	"errors"
	"io"
)

// errInflated says that the budget of unpacked bytes is spent.
var errInflated = errors.New("unpacked bytes exceed the limit")

// budget counts what all streams of a document unpack to. It is shared by every
// filter of every stream, so nested filters cannot multiply.
type budget struct {
	left  int64
	spent bool
}

// take pays n bytes and tells whether they could be paid.
func (b *budget) take(n int64) bool {
	if n > b.left {
		b.left, b.spent = 0, true
		return false
	}
	b.left -= n
	return true
}

// metered charges what is read through it.
type metered struct {
	r      io.Reader
	budget *budget
}

func (m *metered) Read(p []byte) (int, error) {
	if m.budget.spent {
		return 0, errInflated
	}
	n, err := m.r.Read(p)
	if !m.budget.take(int64(n)) {
		return 0, errInflated
	}
	return n, err
}
