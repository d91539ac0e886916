package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/openbadge"
	"github.com/portico-prm/portico/internal/platform/config"
)

func TestTheSecretOfABadgeKeyStandsAloneOnStdout(t *testing.T) {
	t.Parallel()
	var out, said bytes.Buffer
	if code := run([]string{"badge", "key"}, &out, &said); code != exitDone {
		t.Fatalf("exit %d: %s", code, said.String())
	}
	secret := strings.TrimSpace(out.String())
	keys, err := openbadge.NewKeys([]string{secret})
	if err != nil || !strings.Contains(said.String(), keys.Public()[0]) || strings.Contains(said.String(), secret) {
		t.Errorf("%v: stdout %q, stderr %q", err, out.String(), said.String())
	}
}

func TestBadBadgeKeysAreToldBySettingAndNeverShown(t *testing.T) {
	t.Parallel()
	secret, _ := openbadge.NewKey()
	for _, text := range []string{secret[:60], "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"} {
		c, err := config.From([]string{"PORTICO_BADGE_KEYS=" + text})
		if err != nil {
			t.Fatal(err)
		}
		_, err = badgeKeys(c)
		if err == nil || !strings.HasPrefix(err.Error(), "PORTICO_BADGE_KEYS: ") || strings.Contains(err.Error(), text) {
			t.Errorf("%v", err)
		}
	}
}

func TestTheVendorIsNamedBySettingDemoOrHost(t *testing.T) {
	t.Parallel()
	for want, env := range map[string][]string{
		"Acme":                 {"PORTICO_VENDOR_NAME=Acme"},
		"Veldmark Networks AG": nil,
		"portal.acme.example":  {"PORTICO_SEED_DEMO=false", "PORTICO_PUBLIC_URL=https://portal.acme.example"},
	} {
		c, err := config.From(env)
		if err != nil {
			t.Fatal(err)
		}
		if got := vendorName(c); got != want {
			t.Errorf("%v: %q, want %q", env, got, want)
		}
	}
}
