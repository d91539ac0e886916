package db

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/lib/pq"
)

// frame is one of the server's.
func frame(kind byte, body string) string {
	b := binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(body)+4))
	return string(b) + body
}

// server is a connection that has been written to and answers what it was given,
// a few bytes at a time.
type server struct {
	net.Conn
	got    bytes.Buffer
	answer io.Reader
	writes int
	piece  int
}

func (s *server) Write(b []byte) (int, error) { s.writes++; return s.got.Write(b) }

func (s *server) Read(b []byte) (int, error) { return s.answer.Read(b[:min(len(b), s.piece)]) }

func (s *server) say(frames ...string) { s.answer = strings.NewReader(strings.Join(frames, "")) }

const (
	done  = "SET\x00"
	ready = "I"
	busy  = "T"
)

var (
	before = []string{frame('C', done), frame('S', "is_superuser\x00off\x00"), frame('C', done), frame('Z', busy)}
	mine   = []string{frame('2', ""), frame('D', strings.Repeat("x", 9000)), frame('C', "SELECT 1\x00")}
)

func TestAnEscortIsNotSeen(t *testing.T) {
	t.Parallel()
	rollback := []string{frame('C', "ROLLBACK\x00"), frame('N', "notice"), frame('Z', ready)}
	cases := []struct {
		name          string
		before, after string
		said, read    []string
	}{
		{"none", "", "", append(mine, frame('Z', ready)), append(mine, frame('Z', ready))},
		{"before", "begin", "", append(append(before, mine...), frame('Z', busy)), append(append([]string{before[1]}, mine...), frame('Z', busy))},
		{"after", "", "rollback", append(append(mine, frame('Z', busy)), rollback...), append(mine, rollback[1:]...)},
		{"both", "begin", "rollback", append(append(append(before, mine...), frame('Z', busy)), rollback...),
			append(append([]string{before[1]}, mine...), rollback[1:]...)},
	}
	for _, c := range cases {
		for _, piece := range []int{1, 3, 7, 4096, 100_000} {
			s := &server{piece: piece}
			e := newEscorted(s)
			for range 3 { // what is left of one exchange would spoil the next
				s.say(c.said...)
				e.lend(c.before, c.after)
				if n, err := e.Write([]byte("statement")); n != 9 || err != nil {
					t.Fatal(n, err)
				}
				got, err := io.ReadAll(&e)
				if want := strings.Join(c.read, ""); string(got) != want || err != nil {
					t.Fatalf("%s in pieces of %d: read %d bytes, want %d: %v", c.name, piece, len(got), len(want), err)
				}
				if err := e.release(); err != nil {
					t.Error(err)
				}
			}
			if s.writes != 3 {
				t.Errorf("%s: %d writes for 3 exchanges", c.name, s.writes)
			}
			if want := strings.Repeat(string(simple(c.before))+"statement"+string(simple(c.after)), 3); s.got.String() != want {
				t.Errorf("%s: written %q", c.name, s.got.String())
			}
		}
	}
}

func TestWhatFailsInAnEscortIsTold(t *testing.T) {
	t.Parallel()
	s := &server{piece: 4096}
	e := newEscorted(s)
	no := frame('E', "SERROR\x00C42704\x00Mrole \"x\" does not exist\x00\x00")
	s.say(frame('C', done), no, frame('Z', "E"), frame('E', "SERROR\x00C25P02\x00Maborted\x00\x00"), frame('Z', "E"), frame('C', "ROLLBACK\x00"), frame('Z', ready))
	e.lend("begin", "rollback")
	_, _ = e.Write([]byte("statement"))
	got, _ := io.ReadAll(&e)
	if !strings.Contains(string(got), "aborted") || strings.Contains(string(got), "role") {
		t.Errorf("the driver reads %q", got)
	}
	var failed *pq.Error
	if err := e.release(); !errors.As(err, &failed) || failed.Code != "42704" || failed.Message != `role "x" does not exist` {
		t.Errorf("told %v", err)
	}
}
