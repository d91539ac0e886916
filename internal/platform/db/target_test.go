package db

import (
	"strings"
	"testing"
)

func TestClearTextOnlyWhereThereIsNoWire(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"postgres://u@localhost/p":                             "disable",
		"postgres://u@127.0.0.1:6432/p":                        "disable",
		"postgres://u@[::1]/p":                                 "disable",
		"postgres:///p?host=/run/postgresql&user=u":            "disable",
		"host=/tmp user=u dbname=p":                            "disable",
		"postgres://u@db.example.com/p":                        "verify-full",
		"host=10.0.0.7 user=u":                                 "verify-full",
		"postgres://u@db.example.com/p?sslmode=require":        "require",
		"postgres://u@db.example.com/p?sslmode=disable":        "disable",
		"postgres://u@localhost/p?sslmode=verify-full":         "verify-full",
		"host=localhost,db.example.com user=u dbname=p":        "verify-full",
		"host=localhost hostaddr=10.0.0.7 user=u dbname=p":     "verify-full",
		"host=db.example.com hostaddr=127.0.0.1 user=u":        "disable",
		"postgres://u@localhost.example.com/p":                 "verify-full",
		"postgres://u@db.example.com/p?sslrootcert=system":     "verify-full",
		"postgres://u@db.example.com/p?connect_timeout=2":      "verify-full",
		"postgres:///p?host=/run/a&user=u&sslmode=verify-full": "disable", // a socket has no wire
	}
	for url, want := range tests {
		got, err := parseTarget(url)
		if err != nil || string(got.cfg.SSLMode) != want {
			t.Errorf("%s: sslmode %q, %v; want %q", url, got.cfg.SSLMode, err, want)
		}
	}
}

func TestATargetIsNamedWithoutItsPassword(t *testing.T) {
	t.Parallel()
	tg, err := parseTarget("postgres://anna:secret@db.example.com:7000/portico")
	if err != nil {
		t.Fatal(err)
	}
	if s := tg.String(); strings.Contains(s, "secret") || !strings.Contains(s, `"portico" on db.example.com:7000 as "anna"`) {
		t.Errorf("named %s", s)
	}
	if tg.cfg.ApplicationName != "portico" || tg.cfg.ConnectTimeout != connectTimeout {
		t.Errorf("application_name %q, connect_timeout %v", tg.cfg.ApplicationName, tg.cfg.ConnectTimeout)
	}
	if _, err := parseTarget("  "); err == nil {
		t.Error("an empty URL is taken")
	}
}

func TestSettingsThatLoseWorkAreNamed(t *testing.T) {
	t.Parallel()
	on := map[string]string{"fsync": "on", "full_page_writes": "on", "synchronous_commit": "remote_apply"}
	if err := durable(on); err != nil {
		t.Errorf("a safe server is refused: %v", err)
	}
	err := durable(map[string]string{"fsync": "off", "full_page_writes": "on", "synchronous_commit": "off"})
	if err == nil || !strings.Contains(err.Error(), "fsync, synchronous_commit = off") {
		t.Errorf("refused with %v", err)
	}
}
