package main

import (
	"net"
	"strings"
	"testing"
)

func TestAnAddressThatIsTakenIsSaidWithTheRepair(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	if err := free(addr); err == nil || !strings.Contains(err.Error(), "PORTICO_ADDR: another program listens at "+addr) {
		t.Errorf("taken: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := free(addr); err != nil {
		t.Errorf("free: %v", err)
	}
	if err := free("127.0.0.1:70000"); err == nil || !strings.HasPrefix(err.Error(), "PORTICO_ADDR: ") {
		t.Errorf("no port: %v", err)
	}
}

// What cannot be written is said before anything is begun, by the name of the
// setting and not by that of whoever stumbled.
func TestADataFolderThatCannotBeMadeIsSaidWithItsSetting(t *testing.T) {
	t.Setenv("DATABASE_URL", "")
	t.Setenv("PORTICO_DATA_DIR", "/proc/portico/data")
	for _, command := range []string{"serve", "migrate", "seed"} {
		var stdout, stderr strings.Builder
		if code := run([]string{command}, &stdout, &stderr); code != exitRefused || !strings.Contains(stderr.String(), "portico: PORTICO_DATA_DIR: /proc/portico/data cannot be used (mkdir /proc/portico") {
			t.Errorf("%s: %d, %s", command, code, stderr.String())
		}
	}
}
