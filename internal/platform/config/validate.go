package config

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Complaint is one setting that must be repaired.
type Complaint struct{ Name, Problem, Repair string }

// Complaints is all that is wrong; as an error it lists them, one a line.
type Complaints []Complaint

// Error joins name, problem and repair of each complaint.
func (l Complaints) Error() string {
	lines := make([]string, len(l))
	for i, c := range l {
		lines[i] = c.Name + ": " + c.Problem + ". " + c.Repair
	}
	return strings.Join(lines, "\n")
}

func (l Complaints) err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Validate checks what only shows in combination. From and Read have done it;
// call it again after changing a field in code.
func (c *Config) Validate() error { return c.check().err() }

func (c *Config) check() Complaints {
	var l Complaints
	for _, rule := range []func(*Config) *Complaint{
		address, publicURL, databaseURL, migrateURL, pooled, s3Place, s3Bucket, s3Keys,
		signingKeys, idleFits, adminFits, database, secure, noDemo, manifests,
		mailFrom, mailUser, mailInClear, portalURL,
	} {
		if bad := rule(c); bad != nil {
			l = append(l, *bad)
		}
	}
	return l
}

func complain(name, repair, problem string, args ...any) *Complaint {
	return &Complaint{name, fmt.Sprintf(problem, args...), repair}
}

func address(c *Config) *Complaint {
	_, port, err := net.SplitHostPort(c.Addr)
	if n, numErr := strconv.ParseUint(port, 10, 16); err == nil && numErr == nil && n < 1<<16 {
		return nil
	}
	return complain("PORTICO_ADDR", "Write host and port, such as 127.0.0.1:8080 or :8080.", "%q is no address", c.Addr)
}

func publicURL(c *Config) *Complaint {
	if c.PublicURL == "" || isOrigin(trimSlash(c.PublicURL)) {
		return nil
	}
	return complain("PORTICO_PUBLIC_URL", "Write scheme and host only, such as https://portico.example.", "%q is no web address without a path", c.PublicURL)
}

func databaseURL(c *Config) *Complaint { return postgres("DATABASE_URL", c.DatabaseURL) }
func migrateURL(c *Config) *Complaint  { return postgres("PORTICO_MIGRATE_URL", c.MigrateURL) }

// postgres never repeats the value: it holds a password.
func postgres(name string, s Secret) *Complaint {
	u, err := url.Parse(s.Reveal())
	if s.IsZero() || (err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql")) {
		return nil
	}
	return complain(name, "Write postgres://user:password@host:5432/database?sslmode=verify-full.", "the value is no PostgreSQL URL")
}

func pooled(c *Config) *Complaint {
	if !c.DatabasePooled || (!c.DatabaseURL.IsZero() && !c.MigrateURL.IsZero()) {
		return nil
	}
	return complain("PORTICO_DATABASE_POOLED", "Set DATABASE_URL to the pooler and PORTICO_MIGRATE_URL to the server itself.", "migrations hold a lock that a transaction pooler loses")
}

func s3Place(c *Config) *Complaint {
	if c.S3.Endpoint == "" || isOrigin(trimSlash(c.S3.Endpoint)) {
		return nil
	}
	return complain("PORTICO_S3_ENDPOINT", "Write scheme and host, such as https://s3.eu-central-1.amazonaws.com.", "%q is no web address without a path", c.S3.Endpoint)
}

func s3Bucket(c *Config) *Complaint {
	n := len(c.S3.Bucket)
	if c.S3.Endpoint == "" || (n >= 3 && n <= 63) {
		return nil
	}
	return complain("PORTICO_S3_BUCKET", "Name a bucket of 3 to 63 characters.", "the name has %d characters", n)
}

func s3Keys(c *Config) *Complaint {
	if c.S3.Endpoint == "" || (c.S3.Key != "" && !c.S3.Secret.IsZero()) {
		return nil
	}
	return complain("PORTICO_S3_KEY", "Set PORTICO_S3_KEY and PORTICO_S3_SECRET.", "an endpoint is given without its keys")
}

func signingKeys(c *Config) *Complaint {
	for i, k := range split(c.SigningKey.Reveal()) {
		if len(k) < keyBytes {
			return complain("PORTICO_SIGNING_KEY", "Use 32 random bytes or more: openssl rand -hex 32.", "key %d has %d bytes", i+1, len(k))
		}
	}
	return nil
}

func idleFits(c *Config) *Complaint {
	return shorter("PORTICO_SESSION_IDLE", c.SessionIdle, "PORTICO_SESSION_LIFE", c.SessionLife)
}

func adminFits(c *Config) *Complaint {
	return shorter("PORTICO_SESSION_ADMIN_IDLE", c.AdminIdle, "PORTICO_SESSION_IDLE", c.SessionIdle)
}

func shorter(name string, short time.Duration, than string, long time.Duration) *Complaint {
	if short <= long {
		return nil
	}
	return complain(name, "Make it no longer than "+than+".", "%s is longer than the %s of %s", showDuration(short), showDuration(long), than)
}

func database(c *Config) *Complaint {
	if !c.Production() || !c.DatabaseURL.IsZero() {
		return nil
	}
	return complain("DATABASE_URL", "Name a PostgreSQL that is backed up; the private one is for trying out.", "production needs a database of its own")
}

func secure(c *Config) *Complaint {
	if !c.Production() || c.Secure() {
		return nil
	}
	return complain("PORTICO_PUBLIC_URL", "Write the https:// address that your proxy answers on.", "%q is not https, and cookies are only sent over https", c.BaseURL())
}

func noDemo(c *Config) *Complaint {
	if !c.Production() || !c.SeedDemo {
		return nil
	}
	return complain("PORTICO_SEED_DEMO", "Set it to false or leave it out.", "the demo has passwords that everybody knows")
}

func manifests(c *Config) *Complaint {
	if c.Persisted == "off" || len(c.PersistedFiles) > 0 {
		return nil
	}
	return complain("PORTICO_PERSISTED_FILES", "Name the manifest of the portal, or set PORTICO_PERSISTED to off.", "without a manifest no operation is listed")
}

// Warnings are settings that work and still deserve a look.
func (c *Config) Warnings() []string {
	var w []string
	for _, name := range c.unknown {
		w = append(w, name+": there is no such setting; `portico config` lists them all.")
	}
	if c.SeedDemo && !c.loopback() {
		w = append(w, "PORTICO_SEED_DEMO: the demo's sign-ins are known to everybody and "+c.Addr+" can be reached from outside. Set it to false.")
	}
	return w
}

func (c *Config) loopback() bool {
	host, _, _ := net.SplitHostPort(c.Addr)
	a, err := netip.ParseAddr(host)
	return host == "localhost" || (err == nil && a.IsLoopback())
}
