package access

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/platform/actor"
)

var update = flag.Bool("update", false, "write testdata/matrix.golden anew")

// The golden table is for people: a change of permission shows in review.
func TestTheTableIsTheOneThatWasReviewed(t *testing.T) {
	got := matrix()
	const file = "testdata/matrix.golden"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("permissions changed; read the difference, then run go test ./internal/platform/access -update\n%s", got)
	}
}

func matrix() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-22s", "action")
	for _, r := range actor.Roles {
		fmt.Fprintf(&b, " %-19s", r)
	}
	for _, a := range Actions() {
		fmt.Fprintf(&b, "\n%-22s", a)
		for _, r := range actor.Roles {
			fmt.Fprintf(&b, " %-19s", reach(r, a))
		}
	}
	return strings.Join(trimmed(b.String()), "\n") + "\n"
}

func TestNoPartnerRoleReachesTheWholeChannel(t *testing.T) {
	t.Parallel()
	for _, a := range Actions() {
		for _, r := range actor.Roles {
			if r.Family() != "VENDOR" && reach(r, a) == All {
				t.Errorf("%s may %s everywhere", r, a)
			}
			if r.Family() == "RESELLER" && reach(r, a) == Portfolio {
				t.Errorf("%s has no portfolio, yet may %s in it", r, a)
			}
		}
	}
}

func TestATokenNarrowsAndNeverWidens(t *testing.T) {
	t.Parallel()
	a := &actor.Actor{Roles: []actor.Role{actor.ResellerSeller}, Scopes: []string{string(CobrandRender), string(PartnerRegister)}}
	if got := Of(a, CobrandRender); got != Own {
		t.Errorf("covered action: %v", got)
	}
	if got := Of(a, PartnerRead); got != None {
		t.Errorf("action outside the scopes: %v", got)
	}
	if got := Of(a, PartnerRegister); got != None {
		t.Errorf("scope beyond the role: %v", got)
	}
}

func TestRolesAddUp(t *testing.T) {
	t.Parallel()
	a := &actor.Actor{Roles: []actor.Role{actor.TemplateDesigner, actor.ChannelManager}}
	if Of(a, TemplateDraft) != All || Of(a, PartnerRegister) != All {
		t.Error("two roles do not give the union")
	}
}

func trimmed(s string) []string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}
