package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// wire is one connection that stays open. It writes a request made beforehand
// and reads the answer where it arrives: a client that shares two cores with the
// servers must cost little.
type wire struct {
	conn    net.Conn
	in      *bufio.Reader
	request []byte
	answer  bytes.Buffer // of the last question
}

// patience is how long one answer may take.
const patience = 30 * time.Second

func dial(s server, op operation) (*wire, error) {
	at, err := url.Parse(s.url)
	if err != nil {
		return nil, err
	}
	request, err := write(s, op, at)
	if err != nil {
		return nil, err
	}
	c, err := net.Dial("tcp", at.Host)
	if err != nil {
		return nil, err
	}
	return &wire{conn: c, in: bufio.NewReaderSize(c, 64<<10), request: request}, nil
}

func write(s server, op operation, at *url.URL) ([]byte, error) {
	body, err := json.Marshal(map[string]any{"query": s.text(op), "variables": s.vars})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: %d\r\n", at.Path, at.Host, len(body))
	if s.token != "" {
		fmt.Fprintf(&b, "Authorization: Bearer %s\r\n", s.token)
	}
	b.WriteString("\r\n")
	b.Write(body)
	return b.Bytes(), nil
}

// begins is how an answer without errors of the whole begins.
var begins = []byte(`{"data":{`)

// ask sends the request and reads the answer to its end.
func (w *wire) ask() error {
	if err := w.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := w.conn.Write(w.request); err != nil {
		return err
	}
	res, err := http.ReadResponse(w.in, nil)
	if err != nil {
		return err
	}
	w.answer.Reset()
	_, err = w.answer.ReadFrom(res.Body)
	err = errors.Join(err, res.Body.Close())
	if err == nil && (res.StatusCode != http.StatusOK || !bytes.HasPrefix(w.answer.Bytes(), begins)) {
		err = fmt.Errorf("HTTP %d: %.300s", res.StatusCode, w.answer.Bytes())
	}
	return err
}

func (w *wire) close() { _ = w.conn.Close() }
