package db

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"net"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// escorted is a connection on which the driver's next message travels with
// commands before and behind it. A round trip costs more than a short statement
// does, and lib/pq waits for the answer to each. So what it writes leaves
// together with its escort, and what the server says to the escort is kept from
// it: it reads the answer to its own message, and the server's last word on
// where the session stands.
//
//	written    begin …  | bind execute sync | rollback
//	answered   C C … Z  | 2 D C Z           | C Z        (Z: ready for more)
//	read                  2 D C                 Z
//
// Source of the frames: PostgreSQL's documentation, "Frontend/Backend Protocol",
// "Message Formats". They have to be seen to be told apart, so a connection
// under TLS has no escorts.
type escorted struct {
	net.Conn
	in            *bufio.Reader
	before, after []byte // of the next message

	lead, trail bool // answers to before and after are still to come
	end         bool // the answer to after is being read
	left        int  // bytes of a frame that are the driver's
	failed      *pq.Error
}

func newEscorted(c net.Conn) escorted { return escorted{Conn: c, in: bufio.NewReader(c)} }

// lend gives the next message its escort: commands as simple queries, either
// of which may be empty.
func (e *escorted) lend(before, after string) {
	e.before, e.after, e.failed = simple(before), simple(after), nil
}

// release takes back an escort that did not leave, and tells what the server
// said against the commands before.
func (e *escorted) release() error {
	e.before, e.after = nil, nil
	if e.failed == nil {
		return nil
	}
	return e.failed
}

func simple(commands string) []byte {
	if commands == "" {
		return nil
	}
	b := append(make([]byte, 0, len(commands)+512), 'Q')
	b = binary.BigEndian.AppendUint32(b, uint32(len(commands)+5))
	return append(append(b, commands...), 0)
}

// Write sends a message of the driver's, with its escort when it has one.
func (e *escorted) Write(b []byte) (int, error) {
	if e.before == nil && e.after == nil {
		return e.Conn.Write(b)
	}
	e.lead, e.trail = e.before != nil, e.after != nil
	all := append(append(e.before, b...), e.after...)
	e.before, e.after = nil, nil
	n, err := e.Conn.Write(all)
	return min(n, len(b)), err
}

// Read gives what is the driver's.
func (e *escorted) Read(b []byte) (int, error) {
	if e.left == 0 {
		if !e.lead && !e.trail && !e.end {
			return e.plain(b)
		}
		if err := e.advance(); err != nil {
			return 0, err
		}
	}
	n, err := e.in.Read(b[:min(len(b), e.left)])
	e.left -= n
	return n, err
}

// plain reads without looking.
func (e *escorted) plain(b []byte) (int, error) {
	if e.in.Buffered() > 0 {
		return e.in.Read(b)
	}
	return e.Conn.Read(b)
}

// advance drops frames up to the next one that is the driver's.
func (e *escorted) advance() error {
	for {
		head, err := e.in.Peek(5)
		if err != nil {
			return err
		}
		kind, size := head[0], 1+int(binary.BigEndian.Uint32(head[1:]))
		if e.theirs(kind) {
			e.left = size
			return nil
		}
		if err := e.drop(kind, size); err != nil {
			return err
		}
	}
}

// theirs tells whether a frame is the driver's, and keeps count of the answers.
func (e *escorted) theirs(kind byte) bool {
	ready := kind == 'Z'
	switch {
	case kind == 'N' || kind == 'S' || kind == 'A': // notices, settings, events: at any time
		return true
	case e.lead:
		e.lead = !ready
		return false
	case e.trail && ready:
		e.trail, e.end = false, true
		return false
	case e.end && !ready:
		return false
	}
	e.end = e.end && !ready
	return true
}

// drop passes over a frame, and keeps the first error.
func (e *escorted) drop(kind byte, size int) error {
	if kind != 'E' || e.failed != nil || size > e.in.Size() {
		_, err := e.in.Discard(size)
		return err
	}
	frame, err := e.in.Peek(size)
	if err != nil {
		return err
	}
	e.failed = complaint(frame[5:])
	_, err = e.in.Discard(size)
	return err
}

// complaint reads the fields of an error: each a letter and a text, ended by 0.
func complaint(fields []byte) *pq.Error {
	e := &pq.Error{}
	for len(fields) > 1 {
		kind := fields[0]
		text, rest, _ := bytes.Cut(fields[1:], []byte{0})
		switch fields = rest; kind {
		case 'S':
			e.Severity = string(text)
		case 'C':
			e.Code = pqerror.Code(text)
		case 'M':
			e.Message = string(text)
		}
	}
	return e
}
