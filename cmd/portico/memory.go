package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// memoryName is the file in which a bulk notes what it has made.
const memoryName = ".portico-made.json"

// memory is what was made into a folder, by partner and piece, so that only what
// has changed is made again.
type memory struct {
	mu   sync.Mutex
	path string
	Made map[string]made `json:"made"`
}

// made is one file, and the digest of all that it was made from.
type made struct {
	Digest string `json:"digest"`
	File   string `json:"file"` // from the folder
	Size   int64  `json:"size"`
}

// remembered reads the memory of a folder. One that is missing or damaged is
// empty: then everything is made.
func remembered(dir string) *memory {
	m := &memory{path: filepath.Join(dir, memoryName)}
	if data, err := os.ReadFile(m.path); err == nil {
		_ = json.Unmarshal(data, m)
	}
	if m.Made == nil {
		m.Made = map[string]made{}
	}
	return m
}

// has tells whether a file is there as it would be made.
func (m *memory) has(dir, partner, piece, digest string) bool {
	m.mu.Lock()
	was, ok := m.Made[key(partner, piece)]
	m.mu.Unlock()
	if !ok || was.Digest != digest || !filepath.IsLocal(was.File) {
		return false
	}
	info, err := os.Stat(filepath.Join(dir, was.File))
	return err == nil && info.Size() == was.Size
}

func (m *memory) keep(partner, piece string, what made) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.Made[key(partner, piece)] = what
}

func key(partner, piece string) string { return folderOf(partner) + " " + piece }

func (m *memory) save() error {
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return writeFile(m.path, data)
}

// digest is one name for everything that a file depends on.
func digest(template, engine string, w wish, lang string, fields map[string]string, partner []byte, marks map[string][]byte, decision any) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q %q %v\n", template, engine, w.name(), lang, partner, decision)
	for _, k := range slices.Sorted(maps.Keys(fields)) {
		fmt.Fprintf(h, "%q %q\n", k, fields[k])
	}
	for _, k := range slices.Sorted(maps.Keys(marks)) {
		fmt.Fprintf(h, "%q %x\n", k, sha256.Sum256(marks[k]))
	}
	return hex.EncodeToString(h.Sum(nil))
}
