package bank_test

import (
	"bytes"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/bank"
)

var banks = flag.String("banks", "", "folder of question banks to read: .gift, .txt, .xml, .zip")

// What real banks hold is counted for whoever has some; the folder is read, and
// the one promise is that every question is either taken in or named.
func TestRealBanks(t *testing.T) {
	if *banks == "" {
		t.Skip("no -banks given")
	}
	byFolder := map[string]*counted{}
	err := filepath.WalkDir(*banks, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(*banks, path)
		top, _, _ := strings.Cut(name, string(filepath.Separator))
		if byFolder[top] == nil {
			byFolder[top] = newCounted()
		}
		return byFolder[top].file(t, path)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, top := range slices.Sorted(maps.Keys(byFolder)) {
		byFolder[top].print(t, top)
	}
}

// counted is what the banks of one folder hold.
type counted struct {
	files, kept, skipped, passages int
	kinds, why, lost, refused      map[string]int
}

func newCounted() *counted {
	return &counted{kinds: map[string]int{}, why: map[string]int{}, lost: map[string]int{}, refused: map[string]int{}}
}

func (c *counted) file(t *testing.T, path string) error {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	format, ok := guess(path, content)
	if !ok {
		return nil
	}
	c.files++
	r, err := bank.Read(format, content)
	if err != nil {
		c.refused[codes(err)]++
		return nil
	}
	c.kept, c.skipped, c.passages = c.kept+len(r.Questions), c.skipped+r.Skipped, c.passages+r.Passages
	for _, q := range r.Questions {
		c.kinds[string(q.Kind)]++
	}
	for _, n := range r.Notes {
		if into := c.lost; !n.Skipped {
			into[n.Code]++
			continue
		}
		c.why[n.Code]++
		if testing.Verbose() && n.Code != "KIND_UNKNOWN" {
			t.Logf("%s:%d %s %s", path, n.Line, n.Code, n.Message)
		}
	}
	return nil
}

func (c *counted) print(t *testing.T, top string) {
	t.Helper()
	t.Logf("%s: %d files, %d questions taken in %v, %d left out %v, %d passages, notes %v, files refused %v",
		top, c.files, c.kept, c.kinds, c.skipped, c.why, c.passages, c.lost, c.refused)
}

func guess(path string, content []byte) (bank.Format, bool) {
	switch ext := filepath.Ext(path); {
	case ext == ".gift", ext == ".txt" && bytes.Contains(content, []byte("::")):
		return bank.GIFT, true
	case ext == ".xml" && bytes.Contains(content, []byte("<quiz>")):
		return bank.Moodle, true
	case ext == ".xml" && bytes.Contains(content, []byte("<assessmentItem")) && !bytes.Contains(content, []byte("assessmentItemRef")):
		return bank.QTI, true
	case ext == ".zip":
		return bank.QTI, true
	}
	return "", false
}
