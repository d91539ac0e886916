package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// toolTime is how long another tool may take; a slow one is no failure of ours.
const toolTime = 5 * time.Minute

// unknown marks what could not be judged: the tool is missing, or cannot read
// the source either.
const unknown = "UNKNOWN"

// has tells whether a tool is installed.
func has(tool string) bool {
	_, err := exec.LookPath(tool)
	return err == nil
}

// samePrefix looks whether the vendor's bytes are the beginning of the copy.
func samePrefix(source, copied string) []finding {
	a, errA := os.ReadFile(source)
	b, errB := os.ReadFile(copied)
	if errA != nil || errB != nil {
		return []finding{{"bytes", "UNREADABLE", fmt.Sprint(errA, errB)}}
	}
	if !bytes.HasPrefix(b, a) {
		return []finding{{"bytes", "REWRITTEN", "the source was written anew before it was stamped"}}
	}
	return []finding{{"bytes", "", ""}}
}

// qpdfRank orders qpdf's exit codes: nothing, warnings, errors.
var qpdfRank = map[int]int{0: 0, 3: 1, 2: 2}

// qpdfCheck looks whether qpdf finds the copy worse than the source.
func qpdfCheck(ctx context.Context, source, copied string) []finding {
	if !has("qpdf") {
		return []finding{{"qpdf", unknown, ""}}
	}
	before := command(ctx, toolTime, "qpdf", "--check", source)
	after := command(ctx, toolTime, "qpdf", "--check", copied)
	rankA, knownA := qpdfRank[before.code]
	rankB, knownB := qpdfRank[after.code]
	switch {
	case !knownA:
		return []finding{{"qpdf", unknown, ""}}
	case !knownB || rankB > rankA:
		return []finding{{"qpdf", "WORSE", fmt.Sprintf("exit code %d, was %d: %s", after.code, before.code, after.err)}}
	}
	return []finding{{"qpdf", "", ""}}
}

// textThere looks whether the partner's name can be read on the page that
// carries it. On a page as small as a label the draft has no place for it.
func textThere(ctx context.Context, folder, copied string) []finding {
	draft, err := os.ReadFile(filepath.Join(folder, "template.yaml"))
	if err != nil || !bytes.Contains(draft, []byte("id: contact")) || !has("pdftotext") {
		return []finding{{"text", unknown, ""}}
	}
	got := command(ctx, toolTime, "pdftotext", "-f", "1", "-l", "1", "-raw", copied, "-")
	if !bytes.Contains(bytes.Join(bytes.Fields(got.out), []byte(" ")), []byte(company)) {
		return []finding{{"text", "MISSING", fmt.Sprintf("exit code %d: %s", got.code, got.err)}}
	}
	return []finding{{"text", "", ""}}
}
