package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestDefaultsAreValid(t *testing.T) {
	t.Parallel()
	c, err := From(nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.Addr != "127.0.0.1:8080" || c.DataDir != "./.data" || c.BaseURL() != "http://127.0.0.1:8080" {
		t.Errorf("defaults = %s, %s, %s", c.Addr, c.DataDir, c.BaseURL())
	}
	if c.Limits.JSON != 256<<10 {
		t.Errorf("limits = %v", c.Limits)
	}
	if c.LogLevel != slog.LevelInfo || c.LogFormat != Text || !c.SeedDemo {
		t.Errorf("development = %v %v %v", c.LogLevel, c.LogFormat, c.SeedDemo)
	}
}

func TestEverySettingHasHelpAndReadableTags(t *testing.T) {
	t.Parallel()
	c, _ := From(nil)
	seen := map[string]bool{}
	for _, s := range c.settings() {
		if s.tag.Get("help") == "" || seen[s.name] {
			t.Errorf("%s: no help, or named twice", s.name)
		}
		seen[s.name] = true
		s.bound("min")
		s.bound("max")
		if k := s.value.Kind(); (k == reflect.Int || k == reflect.Int64) && s.value.Type() != reflect.TypeFor[slog.Level]() {
			if s.tag.Get("min") == "" || s.tag.Get("max") == "" {
				t.Errorf("%s: a number without min and max", s.name)
			}
			if err := s.inRange(); err != nil {
				t.Errorf("%s: default: %v", s.name, err)
			}
		}
	}
}

func TestNumbersHoldAtTheirLimits(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		line string
		ok   bool
	}{
		"smallest JSON":     {"PORTICO_LIMIT_JSON=16KiB", true},
		"too small JSON":    {"PORTICO_LIMIT_JSON=16383", false},
		"largest JSON":      {"PORTICO_LIMIT_JSON=16MiB", true},
		"too large JSON":    {"PORTICO_LIMIT_JSON=16777217", false},
		"longest link":      {"PORTICO_LINK_LIFE=7d", true},
		"too long link":     {"PORTICO_LINK_LIFE=604801s", false},
		"no time":           {"PORTICO_LINK_LIFE=soon", false},
		"no number":         {"PORTICO_INTAKE_WORKERS=two", false},
		"overflowing bytes": {"PORTICO_LIMIT_JSON=9223372036854775807TiB", false},
		"no yes or no":      {"PORTICO_SEED_DEMO=maybe", false},
		"no level":          {"PORTICO_LOG_LEVEL=loud", false},
		"no format":         {"PORTICO_LOG_FORMAT=xml", false},
		"no environment":    {"PORTICO_ENV=staging", false},
		"empty is default":  {"PORTICO_LIMIT_JSON=", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := From([]string{tt.line})
			if (err == nil) != tt.ok {
				t.Errorf("From(%s) = %v", tt.line, err)
			}
			setting, _, _ := strings.Cut(tt.line, "=")
			if err != nil && !strings.HasPrefix(err.Error(), setting+": ") {
				t.Errorf("complaint %q does not name %s", err, setting)
			}
		})
	}
}

func TestAllComplaintsComeTogether(t *testing.T) {
	t.Parallel()
	_, err := From([]string{
		"PORTICO_ENV=production", "PORTICO_ADDR=8080", "PORTICO_PUBLIC_URL=portico.example/app",
		"DATABASE_URL=mysql://u:geheim@h/db", "PORTICO_MIGRATE_URL=host=db", "PORTICO_S3_ENDPOINT=s3.local", "PORTICO_S3_BUCKET=ab",
		"PORTICO_SIGNING_KEY=short", "PORTICO_SESSION_IDLE=20h", "PORTICO_SESSION_ADMIN_IDLE=24h", "PORTICO_SEED_DEMO=true",
		"PORTICO_DATABASE_CONNS=1", "PORTICO_TRUSTED_PROXIES=10.0.0.0/99", "PORTICO_TRUSTED_ORIGINS=https://a.example/x",
	})
	var got []string
	for _, c := range err.(Complaints) {
		got = append(got, c.Name)
		if c.Problem == "" || c.Repair == "" {
			t.Errorf("%s: no problem or no repair", c.Name)
		}
	}
	want := []string{
		"PORTICO_TRUSTED_PROXIES", "PORTICO_TRUSTED_ORIGINS", "PORTICO_DATABASE_CONNS",
		"PORTICO_ADDR", "PORTICO_PUBLIC_URL", "DATABASE_URL", "PORTICO_MIGRATE_URL",
		"PORTICO_S3_ENDPOINT", "PORTICO_S3_BUCKET", "PORTICO_S3_KEY", "PORTICO_SIGNING_KEY",
		"PORTICO_SESSION_IDLE", "PORTICO_SESSION_ADMIN_IDLE", "PORTICO_PUBLIC_URL", "PORTICO_SEED_DEMO",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("complaints (-want +got):\n%s", diff)
	}
	if strings.Contains(err.Error(), "geheim") {
		t.Error("a complaint repeats a password")
	}
}

func TestProductionIsStrict(t *testing.T) {
	t.Parallel()
	_, err := From([]string{"PORTICO_ENV=production"})
	for _, name := range []string{"DATABASE_URL", "PORTICO_PUBLIC_URL"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("no complaint about %s in %v", name, err)
		}
	}
	c, err := From([]string{"PORTICO_ENV=production", "DATABASE_URL=postgres://u:p@db/portico", "PORTICO_PUBLIC_URL=https://portico.example/"})
	if err != nil {
		t.Fatal(err)
	}
	if c.SeedDemo || c.LogFormat != JSON || c.BaseURL() != "https://portico.example" {
		t.Errorf("production = %v %v %v", c.SeedDemo, c.LogFormat, c.BaseURL())
	}
}

func TestMailIsSentByTLSAndFromSomebody(t *testing.T) {
	t.Parallel()
	host, from := "PORTICO_SMTP_HOST=smtp.example", "PORTICO_MAIL_FROM=Vendor Portal <portal@vendor.example>"
	for name, tt := range map[string]struct {
		lines []string
		wrong string
	}{
		"none is set":               {nil, ""},
		"a host and a sender":       {[]string{host, from}, ""},
		"a host without a sender":   {[]string{host}, "PORTICO_MAIL_FROM"},
		"a sender with two lines":   {[]string{host, "PORTICO_MAIL_FROM=a@b.example\r\nBcc: c@d.example"}, "PORTICO_MAIL_FROM"},
		"a user without password":   {[]string{host, from, "PORTICO_SMTP_USER=portal"}, "PORTICO_SMTP_USER"},
		"a password without user":   {[]string{host, from, "PORTICO_SMTP_PASSWORD=canary"}, "PORTICO_SMTP_USER"},
		"a password in the clear":   {[]string{host, from, "PORTICO_SMTP_USER=portal", "PORTICO_SMTP_PASSWORD=canary", "PORTICO_SMTP_TLS=off"}, "PORTICO_SMTP_TLS"},
		"a relay on this machine":   {[]string{host, from, "PORTICO_SMTP_TLS=off", "PORTICO_SMTP_PORT=25"}, ""},
		"no way of TLS":             {[]string{host, from, "PORTICO_SMTP_TLS=maybe"}, "PORTICO_SMTP_TLS"},
		"no port":                   {[]string{host, from, "PORTICO_SMTP_PORT=0"}, "PORTICO_SMTP_PORT"},
		"a portal":                  {[]string{"PORTICO_PORTAL_URL=https://portal.example/notices"}, ""},
		"a portal that is a script": {[]string{"PORTICO_PORTAL_URL=javascript:alert(1)"}, "PORTICO_PORTAL_URL"},
	} {
		c, err := From(tt.lines)
		if tt.wrong == "" && err != nil || tt.wrong != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.wrong+": ") || strings.Contains(err.Error(), "canary")) {
			t.Errorf("%s: %v", name, err)
		}
		if tt.wrong == "" && c.Mail.On() != slices.Contains(tt.lines, host) {
			t.Errorf("%s: on %v", name, c.Mail.On())
		}
	}
}

func TestAPoolerNeedsADirectConnectionToo(t *testing.T) {
	t.Parallel()
	lines := []string{"DATABASE_URL=postgres://u@pool/x", "PORTICO_DATABASE_POOLED=true"}
	if _, err := From(lines); err == nil {
		t.Error("accepted a pooler without PORTICO_MIGRATE_URL")
	}
	if _, err := From(append(lines, "PORTICO_MIGRATE_URL=postgres://u@db/x")); err != nil {
		t.Error(err)
	}
}

func TestASecretNeverShows(t *testing.T) {
	t.Parallel()
	c, err := From([]string{
		"DATABASE_URL=postgres://anna:canary@db.example:5432/portico?password=canary",
		"PORTICO_SIGNING_KEY=canary-canary-canary-canary-canary", "PORTICO_S3_SECRET=canary",
	})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := c.Print(&out); err != nil {
		t.Fatal(err)
	}
	c.Logger(&out).Error("x", "config", c, "secret", c.SigningKey)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "config", c, "secret", c.SigningKey)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb, c.SigningKey)
		fmt.Fprintf(&out, verb, *c)
	}
	b, _ := json.Marshal(c)
	out.Write(b)
	if s := out.String(); strings.Contains(s, "canary") || strings.Contains(s, fmt.Sprintf("%x", "canary")) {
		t.Errorf("a secret shows:\n%s", s)
	}
	if !strings.Contains(out.String(), "postgres://***@db.example:5432/portico") {
		t.Error("the host of the database is not readable")
	}
}

func TestASecretMayComeFromAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "s3")
	if err := os.WriteFile(path, []byte("hidden\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := From([]string{"PORTICO_S3_SECRET_FILE=" + path})
	if err != nil || c.S3.Secret.Reveal() != "hidden" {
		t.Errorf("secret = %q, %v", c.S3.Secret.Reveal(), err)
	}
	if c.source("PORTICO_S3_SECRET") != fromFile || len(c.Warnings()) != 0 {
		t.Errorf("source = %s, warnings %v", c.source("PORTICO_S3_SECRET"), c.Warnings())
	}
	if _, err := From([]string{"PORTICO_S3_SECRET_FILE=" + path + ".no"}); err == nil {
		t.Error("a missing file is no complaint")
	}
}

func TestPrintShowsWhereAValueCameFrom(t *testing.T) {
	t.Parallel()
	c, err := From([]string{"PORTICO_LINK_LIFE=3d", "PORTICO_TRUSTED_PROXIES=10.1.2.3,fd00::/8"})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := c.Print(&out); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for line := range strings.Lines(out.String()) {
		f := strings.Fields(line)
		got[f[0]] = strings.Join(f[1:], " ")
	}
	want := map[string]string{
		"PORTICO_LINK_LIFE": "3d env", "PORTICO_TRUSTED_PROXIES": "10.1.2.3/32,fd00::/8 env",
		"PORTICO_LIMIT_JSON": "256KiB default", "PORTICO_SESSION_LIFE": "12h default", "DATABASE_URL": "- default",
	}
	for name, w := range want {
		if got[name] != w {
			t.Errorf("%s = %q, want %q", name, got[name], w)
		}
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		lines []string
		want  int
	}{
		"nothing to say":             {nil, 0},
		"a misspelt name":            {[]string{"PORTICO_ADR=:1"}, 1},
		"the demo on every address":  {[]string{"PORTICO_ADDR=:8080"}, 1},
		"no demo on every address":   {[]string{"PORTICO_ADDR=:8080", "PORTICO_SEED_DEMO=false"}, 0},
		"the demo on IPv6 loopback":  {[]string{"PORTICO_ADDR=[::1]:8080"}, 0},
		"others' names are not ours": {[]string{"PGHOST=x", "HOME=/"}, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := From(tt.lines)
			if err != nil || len(c.Warnings()) != tt.want {
				t.Errorf("Warnings = %v, %v; want %d", c.Warnings(), err, tt.want)
			}
		})
	}
}

func TestTheSigningKeyIsMadeOnceAndPrivate(t *testing.T) {
	t.Parallel()
	c, _ := From([]string{"PORTICO_DATA_DIR=" + filepath.Join(t.TempDir(), "data")})
	keys := make(chan string, 8)
	for range cap(keys) {
		go func() {
			k, err := c.SigningKeys()
			if err != nil || len(k) != 1 {
				t.Errorf("SigningKeys = %d keys, %v", len(k), err)
			}
			keys <- string(bytes.Join(k, nil))
		}()
	}
	first := <-keys
	for range cap(keys) - 1 {
		if k := <-keys; k != first || len(k) != 64 {
			t.Errorf("keys differ: %d and %d bytes", len(first), len(k))
		}
	}
	info, err := os.Stat(filepath.Join(c.DataDir, "signing.key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode = %v, %v", info.Mode(), err)
	}
	if left, _ := os.ReadDir(c.DataDir); len(left) != 1 {
		t.Errorf("%d files in the data folder, want 1", len(left))
	}
}

func TestGivenKeysComeInOrder(t *testing.T) {
	t.Parallel()
	a, b := strings.Repeat("a", 32), strings.Repeat("b", 40)
	c, err := From([]string{"PORTICO_SIGNING_KEY=" + a + "," + b})
	if err != nil {
		t.Fatal(err)
	}
	keys, err := c.SigningKeys()
	if diff := cmp.Diff([][]byte{[]byte(a), []byte(b)}, keys); diff != "" || err != nil {
		t.Errorf("keys %s %v", diff, err)
	}
}

func TestDamagedKeyIsNotReplacedSilently(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "signing.key"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, _ := From([]string{"PORTICO_DATA_DIR=" + dir})
	if _, err := c.SigningKeys(); err == nil {
		t.Error("a damaged key was accepted")
	}
}

func TestDurationsReadBack(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{"90s": 90 * time.Second, "3d": 72 * time.Hour, "2h": 2 * time.Hour, "15m": 15 * time.Minute} {
		got, err := parseDuration(text)
		if err != nil || got != want || (text != "90s" && showDuration(got) != text) {
			t.Errorf("%s = %v, %s, %v", text, got, showDuration(got), err)
		}
	}
}

func TestTheBadgeKeyIsMadeOnceAndAnotherThanTheSigningKey(t *testing.T) {
	t.Parallel()
	c, err := From([]string{"PORTICO_DATA_DIR=" + t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	first, err := c.BadgeKeyTexts()
	if err != nil || len(first) != 1 || len(first[0]) != 64 {
		t.Fatalf("%d keys, %v", len(first), err)
	}
	again, err := c.BadgeKeyTexts()
	signing, _ := c.SigningKeys()
	if err != nil || again[0] != first[0] || string(signing[0]) == first[0] {
		t.Errorf("a second time another one, or that of links (%v)", err)
	}
	info, err := os.Stat(filepath.Join(c.DataDir, "badge.key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	given, _ := From([]string{"PORTICO_BADGE_KEYS=one, two", "PORTICO_DATA_DIR=" + t.TempDir()})
	if got, err := given.BadgeKeyTexts(); err != nil || len(got) != 2 || got[1] != "two" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestADataFolderThatCannotBeWrittenIsSaidByTheNameOfItsSetting(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"a file": file, "below a file": filepath.Join(file, "data"), "where nobody may": "/proc/portico"} {
		c, _ := From([]string{"PORTICO_DATA_DIR=" + path})
		if err := c.MakeDataDir(); err == nil || !strings.HasPrefix(err.Error(), "PORTICO_DATA_DIR: ") || !strings.Contains(err.Error(), path) || !strings.HasSuffix(err.Error(), "may make and write") {
			t.Errorf("%s: %v", name, err)
		}
	}
	c, _ := From([]string{"PORTICO_DATA_DIR=" + filepath.Join(dir, "some", "data")})
	if err := c.MakeDataDir(); err != nil {
		t.Errorf("one that can be made: %v", err)
	}
	if left, err := os.ReadDir(c.DataDir); err != nil || len(left) != 0 {
		t.Errorf("the look left %v, %v", left, err)
	}
}

func TestAServerThatKeepsNothingHereNeedsNoDataFolder(t *testing.T) {
	t.Parallel()
	keys := strings.Repeat("k", 32)
	c, _ := From([]string{"PORTICO_DATA_DIR=/proc/portico", "DATABASE_URL=postgres://db.example/portico", "PORTICO_S3_ENDPOINT=https://s3.example", "PORTICO_SIGNING_KEY=" + keys, "PORTICO_BADGE_KEYS=" + keys})
	if err := c.MakeDataDir(); err != nil {
		t.Error(err)
	}
}
