package db

import (
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/lib/pq"
)

// connectTimeout bounds one attempt to connect, handshake included.
const connectTimeout = 5 * time.Second

// target is where to connect and how, with nothing left to a driver's default.
type target struct {
	cfg  pq.Config
	text string // as it was given
}

// String is host, database and login, without the password.
func (t target) String() string {
	return fmt.Sprintf("database %q on %s:%d as %q", t.cfg.Database, t.cfg.Host, t.cfg.Port, t.cfg.User)
}

func parseTarget(url string) (target, error) {
	if strings.TrimSpace(url) == "" {
		return target{}, fmt.Errorf("it is empty; say for example postgres://user@host/portico")
	}
	cfg, err := pq.NewConfig(url)
	if err != nil {
		return target{}, err
	}
	if cfg.SSLMode == "" {
		cfg.SSLMode = safeMode(cfg)
	}
	if cfg.ApplicationName == "" {
		cfg.ApplicationName = "portico"
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = connectTimeout
	}
	if cfg.Runtime == nil {
		cfg.Runtime = map[string]string{}
	}
	cfg.Runtime["timezone"] = "UTC" // times come back in UTC, wherever the server stands
	return target{cfg, url}, nil
}

// safeMode is the sslmode when none is given: clear text only where no wire is.
func safeMode(cfg pq.Config) pq.SSLMode {
	if near(cfg) {
		return pq.SSLModeDisable
	}
	return pq.SSLModeVerifyFull
}

// near tells whether every host of a target is this machine.
func near(cfg pq.Config) bool {
	hosts := []string{host(cfg.Host, cfg.Hostaddr.IsValid(), cfg.Hostaddr.String())}
	for _, m := range cfg.Multi {
		hosts = append(hosts, host(m.Host, m.Hostaddr.IsValid(), m.Hostaddr.String()))
	}
	return !slices.ContainsFunc(hosts, func(h string) bool { return !local(h) })
}

// host is what is really dialled: the address wins over the name.
func host(name string, hasAddr bool, addr string) string {
	if hasAddr {
		return addr
	}
	return name
}

func local(host string) bool {
	if filepath.IsAbs(host) || strings.HasPrefix(host, "@") || host == "localhost" {
		return true
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return ip != nil && ip.IsLoopback()
}
