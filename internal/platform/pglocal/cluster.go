package pglocal

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// cluster is where one cluster lives and how it is run.
type cluster struct {
	bin       Binaries
	who       account
	data      string // the data folder, pg-<major>
	socket    string // the folder of the socket
	settings  []string
	ephemeral bool
}

// longest is the most bytes the path of a unix socket may have (Linux 107,
// macOS 103).
const longest = 103

// place decides where the cluster lives, so that its account reaches it.
func place(opt Options, bin Binaries, who account) (cluster, error) {
	home, err := home(opt)
	if err != nil {
		return cluster{}, err
	}
	c := cluster{bin: bin, who: who, ephemeral: opt.Ephemeral, settings: settings(opt)}
	c.data = filepath.Join(home, fmt.Sprintf("pg-%d", bin.Major))
	if opt.Ephemeral {
		err = who.own(home)
	}
	if err == nil && who.other {
		c, err = c.within(home)
	}
	if err != nil {
		return cluster{}, err
	}
	c.socket, err = socketDir(c.data, who)
	return c, err
}

// home is the folder that holds the data folder, the lock and the log.
func home(opt Options) (string, error) {
	if opt.Ephemeral {
		sweep()
		return os.MkdirTemp(scratch(), tempPrefix)
	}
	dir, err := filepath.Abs(opt.Dir)
	if err != nil {
		return "", err
	}
	return dir, os.MkdirAll(dir, 0o755)
}

// within moves what the account cannot reach below a folder that it can: the
// data of a repository below a closed home directory, and npm's programs there.
func (c cluster) within(home string) (cluster, error) {
	enters, runs := c.who.enters(home), c.who.runs(c.bin.Path("postgres"))
	if enters && runs {
		return c, nil
	}
	dir, err := refuge(home)
	if err != nil {
		return c, err
	}
	if !enters {
		c.data = filepath.Join(dir, filepath.Base(c.data))
	}
	if !runs {
		c.bin, err = c.bin.copyTo(filepath.Join(dir, fmt.Sprintf("programs-%d", c.bin.Major)))
	}
	return c, err
}

// copyTo copies the installation that the programs belong to (bin, lib, share).
func (b Binaries) copyTo(dir string) (Binaries, error) {
	there := Binaries{Dir: filepath.Join(dir, "bin"), Major: b.Major}
	if _, err := inspect(there.Dir); err == nil {
		return there, nil
	}
	half := dir + ".new"
	if err := os.RemoveAll(half); err != nil {
		return b, err
	}
	if err := os.CopyFS(half, os.DirFS(filepath.Dir(b.Dir))); err != nil {
		return b, fmt.Errorf("copy PostgreSQL's programs to where they can be run: %w", err)
	}
	if err := os.RemoveAll(dir); err != nil {
		return b, err
	}
	return there, os.Rename(half, dir)
}

// socketDir is the data folder, which nobody else may enter, or when that is
// too deep for a socket's name a short folder of the same kind.
func socketDir(data string, who account) (string, error) {
	name := "/.s.PGSQL." + port
	if len(data)+len(name) <= longest {
		return data, nil
	}
	dir := filepath.Join(os.TempDir(), "portico-"+short(data))
	if err := os.Mkdir(dir, 0o700); err != nil && !os.IsExist(err) {
		return "", err
	}
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
		return "", fmt.Errorf("%s is in the way of the database's socket", dir)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return "", fmt.Errorf("the folder for the database's socket: %w", err)
	}
	return dir, who.own(dir)
}

func short(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:6])
}

func (c cluster) lockFile() string { return c.data + ".lock" }
func (c cluster) logFile() string  { return c.data + ".log" }

// settings are what the server is started with; no file needs editing.
func settings(opt Options) []string {
	n := opt.Connections
	if n <= 0 {
		n = 100
	}
	s := []string{
		"listen_addresses=", "port=" + port, "unix_socket_permissions=0700", "timezone=UTC", "log_timezone=UTC",
		"jit=off", "shared_buffers=128MB", "logging_collector=off", "log_destination=stderr", "cluster_name=portico",
		fmt.Sprintf("max_connections=%d", n),
	}
	if !opt.Fsync {
		s = append(s, "fsync=off", "full_page_writes=off", "synchronous_commit=off")
	}
	if opt.Ephemeral {
		s = append(s, "autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=512MB",
			"log_min_messages=fatal", "log_min_error_statement=panic")
	}
	return s
}

// boot makes the cluster if it is not there, clears what a killed run left, and
// starts the server.
func (c cluster) boot(ctx context.Context) (*child, error) {
	if _, err := os.Stat(filepath.Join(c.data, "PG_VERSION")); err != nil {
		if err := c.create(ctx); err != nil {
			return nil, err
		}
	}
	if err := c.evict(ctx); err != nil {
		return nil, err
	}
	ch, err := c.spawn()
	if err != nil {
		return nil, err
	}
	if c.ephemeral {
		err = c.mourn(ch)
	}
	if err == nil {
		err = c.await(ctx, ch)
	}
	if err != nil {
		ch.stop()
		return nil, err
	}
	return ch, nil
}

// create makes the cluster beside its place and moves it there when it is
// complete, so that a run killed meanwhile leaves nothing half made.
func (c cluster) create(ctx context.Context) error {
	half := c.data + ".new"
	if err := os.RemoveAll(half); err != nil {
		return err
	}
	if err := c.who.own(half); err != nil {
		return err
	}
	if err := c.initdb(ctx, half); err != nil {
		return err
	}
	if err := c.populate(half); err != nil {
		return err
	}
	if err := os.RemoveAll(c.data); err != nil { // it holds no cluster, or we would not be here
		return err
	}
	return os.Rename(half, c.data)
}

// initdb orders by bytes, the same on every machine, and knows the case of
// letters beyond ASCII where the machine does.
func (c cluster) initdb(ctx context.Context, dir string) error {
	var out []byte
	var err error
	for _, letters := range c.letters() {
		args := append([]string{"-D", dir, "-U", admin, "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions",
			"--lc-collate=C", "--lc-messages=C", "--lc-monetary=C", "--lc-numeric=C", "--lc-time=C"}, letters...)
		cmd := c.who.command(dir, c.bin.Path("initdb"), args...)
		if out, err = cmd.CombinedOutput(); err == nil || ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return fmt.Errorf("initdb: %w: %s", err, tail(out))
}

// letters are the ways to know upper from lower case, the best first.
func (c cluster) letters() [][]string {
	ways := [][]string{{"--lc-ctype=C.UTF-8"}, {"--lc-ctype=en_US.UTF-8"}, {"--lc-ctype=C"}}
	if c.bin.Major >= 17 {
		ways = append([][]string{{"--lc-ctype=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"}}, ways...)
	}
	return ways
}

// populate makes the login and its database before the server first runs.
func (c cluster) populate(dir string) error {
	cmd := c.who.command(dir, c.bin.Path("postgres"), "--single", "-D", dir, "-c", "fsync=off", "postgres")
	cmd.Stdin = strings.NewReader(
		"create role " + login + " login createrole createdb noinherit\n" +
			"create database " + login + " owner " + login + "\n")
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), "ERROR:") {
		return fmt.Errorf("prepare the cluster: %v: %s", err, tail(out))
	}
	return nil
}
