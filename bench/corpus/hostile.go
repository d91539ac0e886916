package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/portico-prm/portico/bench/drive"
)

// slow is how long an answer to an upload may take at most.
const slow = 10 * time.Second

// grown is how much more memory the server may hold afterwards, in bytes.
const grown = 64 << 20

// attacker uploads hostile files and keeps what was answered.
type attacker struct {
	options
	server             *drive.Server // nil when -url names one
	url                string
	reseller, designer *drive.Client
	covers             covers
	failures           *table

	mu     sync.Mutex
	codes  histogram // "role CODE"
	took   []time.Duration
	worst  string // of took: file and role
	again  int    // answers that asked to come again
	broken int    // no answer, an internal error, or one that came too late
}

// attack runs -hostile.
func attack(ctx context.Context, o options) (bool, error) {
	files, err := list(o.hostile, o.match)
	if err != nil {
		return false, err
	}
	failures, done, err := newTable(o.tsv)
	if err != nil {
		return false, err
	}
	defer done()
	a := &attacker{options: o, url: o.url, failures: failures, codes: histogram{}}
	if err := a.prepare(ctx); err != nil {
		return false, err
	}
	defer a.close()
	return a.assault(ctx, files)
}

func (a *attacker) close() {
	if a.server != nil {
		a.server.Stop()
	}
}

// prepare starts the server, signs two people in, and makes the folders in
// which files go along as parts of a template.
func (a *attacker) prepare(ctx context.Context) (err error) {
	if a.covers, err = newCovers(ctx, a.binary); err != nil {
		return err
	}
	if a.url == "" {
		if a.server, err = drive.Start(ctx, drive.Options{Binary: a.binary, Env: []string{drive.NoBudgets}}); err != nil {
			return err
		}
		a.url = a.server.URL
	}
	if a.reseller, err = drive.SignIn(ctx, a.url, drive.Reseller, drive.Password); err == nil {
		a.designer, err = drive.SignIn(ctx, a.url, drive.Designer, drive.Password)
	}
	if err != nil {
		a.close()
	}
	return err
}

// try is one file in one role.
type try struct {
	file string
	as   role
}

// role is what a file pretends to be.
type role string

const (
	asLogo     role = "logo"
	asTemplate role = "template"
)

// assault uploads everything while a well-meaning client goes on asking.
func (a *attacker) assault(ctx context.Context, files []string) (bool, error) {
	var tries []try
	for _, f := range files {
		tries = append(tries, try{f, asLogo})
		if a.covers.fits(kindOf(f)) {
			tries = append(tries, try{f, asTemplate})
		}
	}
	before := a.memory()
	idle := a.ask(ctx, time.Second)
	busy, enough := make(chan benign), make(chan struct{})
	go func() { busy <- a.askUntil(ctx, enough) }()
	each(ctx, a.clients, tries, func(t try) { a.upload(ctx, t) })
	close(enough)
	during := <-busy
	return a.verdict(before, idle, during), ctx.Err()
}

// kindOf is the word before the first hyphen of the name.
func kindOf(file string) string {
	kind, _, _ := strings.Cut(filepath.Base(file), "-")
	return kind
}

const (
	sendLogo     = `mutation($in: UploadLogoInput!) { r: uploadLogo(input: $in) { userErrors { code message } } }`
	sendTemplate = `mutation($in: UploadTemplateInput!) { r: uploadTemplate(input: $in) { userErrors { code message } } }`
)

// upload sends one file and notes the answer.
func (a *attacker) upload(ctx context.Context, t try) {
	file, err := os.ReadFile(t.file)
	if err != nil {
		a.failures.add(t.file, string(t.as), "UNREADABLE", err.Error())
		return
	}
	who, query, name := a.reseller, sendLogo, filepath.Base(t.file)
	if t.as == asTemplate {
		who, query, file, name = a.designer, sendTemplate, a.covers.wrap(kindOf(t.file), filepath.Base(t.file), file), "template.zip"
	}
	began := time.Now()
	got := a.send(ctx, who, query, name, file)
	got.took = time.Since(began)
	if ctx.Err() == nil {
		a.note(t, got)
	}
}

// reply is what the server said to an upload.
type reply struct {
	code, message string
	proper        bool // accepted, or refused with something to repair
	took          time.Duration
}

// send uploads, and again when the server asks to come again.
func (a *attacker) send(ctx context.Context, who *drive.Client, query, name string, file []byte) reply {
	for {
		var got struct {
			R struct{ UserErrors []drive.UserError }
		}
		err := who.Upload(ctx, query, drive.Vars{}, name, file, &got)
		var no *drive.Refused
		switch {
		case errors.As(err, &no) && no.RetryAfter > 0 && ctx.Err() == nil:
			a.mu.Lock()
			a.again++
			a.mu.Unlock()
			time.Sleep(no.RetryAfter)
			continue
		case errors.As(err, &no):
			return reply{code: no.Code, message: no.Message}
		case err != nil:
			return reply{code: "NO_ANSWER", message: err.Error()}
		case len(got.R.UserErrors) > 0:
			first := got.R.UserErrors[0]
			return reply{code: first.Code, message: first.Message, proper: first.Code != ""}
		}
		return reply{code: "accepted", proper: true}
	}
}

// note counts an answer; one that no file explains is a line of the table.
func (a *attacker) note(t try, r reply) {
	a.mu.Lock()
	a.codes[string(t.as)+" "+r.code]++
	a.took = append(a.took, r.took)
	if r.took >= maximum(a.took) {
		a.worst = filepath.Base(t.file) + " as " + string(t.as)
	}
	bad := !r.proper || r.took > slow
	if bad {
		a.broken++
	}
	a.mu.Unlock()
	if bad || strings.HasPrefix(r.code, "UPLOAD_") || r.code == "ALREADY_EXISTS" { // the worker was stopped or died, or uploads met
		a.failures.add(t.file, string(t.as), r.code, fmt.Sprintf("%v: %s", r.took.Round(time.Millisecond), r.message))
	}
}

func maximum(d []time.Duration) (most time.Duration) {
	for _, v := range d {
		most = max(most, v)
	}
	return most
}
