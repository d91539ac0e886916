package main

import (
	"fmt"
	"io/fs"
	"net/url"

	"github.com/goccy/go-yaml"

	"github.com/portico-prm/portico/internal/channel/training/badge"
	"github.com/portico-prm/portico/internal/channel/training/openbadge"
	"github.com/portico-prm/portico/internal/platform/config"
	"github.com/portico-prm/portico/templates"
)

// issuer is the vendor as badges and the public pages show it.
func (h *house) issuer() (badge.Issuer, error) {
	keys, err := badgeKeys(h.cfg)
	return badge.Issuer{Base: h.cfg.BaseURL(), Name: vendorName(h.cfg), Keys: keys}, err
}

func badgeKeys(cfg *config.Config) (*openbadge.Keys, error) {
	texts, err := cfg.BadgeKeyTexts()
	if err != nil {
		return nil, err
	}
	keys, err := openbadge.NewKeys(texts)
	if err != nil {
		return nil, fmt.Errorf("PORTICO_BADGE_KEYS: %w", err)
	}
	return keys, nil
}

// vendorName is the one of the settings, else that of the demo where there is
// one, else the host under which the server is reached.
func vendorName(cfg *config.Config) string {
	if cfg.VendorName != "" {
		return cfg.VendorName
	}
	if cfg.SeedDemo {
		return demoVendor()
	}
	u, err := url.Parse(cfg.BaseURL())
	if err != nil {
		return cfg.BaseURL()
	}
	return u.Hostname()
}

// demoVendor is the invented vendor of the demo.
func demoVendor() string {
	var d demo
	raw, err := fs.ReadFile(templates.Demo(), "demo.yaml")
	if err == nil {
		err = yaml.Unmarshal(raw, &d)
	}
	if err != nil {
		panic("demo.yaml: " + err.Error()) // it ships with the program
	}
	return d.Vendor.Name
}

// badgeCommand looks after the keys of badges.
type badgeCommand struct {
	Key  badgeKeyCommand  `cmd:"" help:"Make a key for badges: a secret, and its public half."`
	Keys badgeKeysCommand `cmd:"" help:"Print the public halves of the keys in use, the signing one first."`
}

// badgeKeyCommand makes a key. It touches no setting: the operator puts the
// secret first into PORTICO_BADGE_KEYS and leaves the old one behind it.
type badgeKeyCommand struct{}

// Run prints the secret to stdout alone, so that it can go into a file, and what
// to do with it to stderr.
func (badgeKeyCommand) Run(c *console) error {
	secret, public := openbadge.NewKey()
	fmt.Fprintln(c.out, secret)
	fmt.Fprintf(c.err, "Its public half is %s\nPut the secret first into PORTICO_BADGE_KEYS, the same for all servers, and keep what was there behind it: badges that it signed must stay checkable.\n", public)
	return nil
}

// badgeKeysCommand shows what is published.
type badgeKeysCommand struct{}

// Run prints one key a line.
func (badgeKeysCommand) Run(c *console) error {
	cfg, err := config.Read()
	if err != nil {
		return err
	}
	keys, err := badgeKeys(cfg)
	if err != nil {
		return err
	}
	for i, public := range keys.Public() {
		fmt.Fprintf(c.out, "%s  %s\n", public, map[bool]string{true: "signs", false: "checks what it signed before"}[i == 0])
	}
	return nil
}
