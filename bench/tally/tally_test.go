package main

import (
	"strings"
	"testing"
)

func TestTally(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		events string
		ok     bool
		says   []string
	}{
		"all well": {`{"Action":"pass","Package":"p","Test":"TestA/one"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Elapsed":1.5}`, true, []string{"1 tests (2 passed with their cases) in 1 packages", "1.5 s    p"}},
		"a failure with its words": {`{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:3: want 1\n"}
{"Action":"output","Package":"p","Test":"TestA","Output":"--- FAIL: TestA (0.00s)\n"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"fail","Package":"p"}`, false, []string{"FAIL p TestA", "want 1", ", 1 failed"}},
		"a reason to skip": {`{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:3: jq is not installed\n"}
{"Action":"skip","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p"}`, true, []string{"skipped   1  jq is not installed"}},
		"code that does not build": {`{"Action":"build-output","ImportPath":"p [p.test]","Output":"a.go:1: undefined: x\n"}
{"Action":"build-fail","ImportPath":"p [p.test]"}
{"Action":"fail","Package":"p","Elapsed":0}
{"Action":"pass","Package":"q","Test":"TestB"}`, false, []string{"undefined: x", ", 1 failed"}},
		"nothing was run": {``, false, []string{"0 tests"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			sum := newTally(&out)
			if err := sum.read(strings.NewReader(tt.events)); err != nil {
				t.Fatal(err)
			}
			if got := sum.close(); got != tt.ok {
				t.Errorf("close() = %v, want %v", got, tt.ok)
			}
			for _, want := range tt.says {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q is missing in:\n%s", want, out.String())
				}
			}
		})
	}
}
