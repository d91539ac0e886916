package config

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// keyBytes is the least length of a signing key.
const keyBytes = 32

// SigningKeys gives the keys of signed links, the signing one first. Without
// a setting the key lives in the data folder, readable by its owner alone,
// and is made at the first call. Several servers must share one setting.
func (c *Config) SigningKeys() ([][]byte, error) {
	text, err := c.keyText(c.SigningKey, "signing")
	return keysOf(text), err
}

// BadgeKeyTexts gives the keys of badges as they were written, the signing one
// first. Without a setting there is one, in the data folder as above.
func (c *Config) BadgeKeyTexts() ([]string, error) {
	text, err := c.keyText(c.BadgeKeys, "badge")
	return split(text), err
}

// keyText is what a setting says, else what the file of that name in the data
// folder says, which is made when it is not there.
func (c *Config) keyText(given Secret, name string) (string, error) {
	if !given.IsZero() {
		return given.Reveal(), nil
	}
	path := filepath.Join(c.DataDir, name+".key")
	text, err := readKey(path)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = makeKey(path)
	}
	if err != nil {
		return "", fmt.Errorf("%s key: %w", name, err)
	}
	return text, nil
}

func keysOf(text string) [][]byte {
	var keys [][]byte
	for _, k := range split(text) {
		keys = append(keys, []byte(k))
	}
	return keys
}

func readKey(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	if text := strings.TrimSpace(string(b)); len(text) >= keyBytes {
		return text, nil
	}
	return "", fmt.Errorf("%s is shorter than %d bytes: remove it to get a new one", path, keyBytes)
}

// makeKey writes the whole key beside the place and links it there: two
// servers that start together end with one key, and no reader sees half of it.
func makeKey(path string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	tmp, err := writeTemp(filepath.Dir(path), randomKey())
	if err != nil {
		return "", err
	}
	defer func() { _ = os.Remove(tmp) }()
	if err := os.Link(tmp, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	return readKey(path)
}

func randomKey() string {
	b := make([]byte, keyBytes)
	_, _ = rand.Read(b) // never fails since Go 1.24
	return hex.EncodeToString(b)
}

// writeTemp leaves the text in a new file of mode 0600, on disk.
func writeTemp(dir, text string) (string, error) {
	f, err := os.CreateTemp(dir, "signing-*")
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(text + "\n")
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return f.Name(), err
}
