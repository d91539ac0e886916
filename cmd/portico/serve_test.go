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
