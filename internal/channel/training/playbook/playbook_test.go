package playbook_test

import (
	"testing"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/playbook"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 9)
}

func meeting() playbook.Playbook {
	return playbook.Playbook{Key: "first-meeting", Locale: "en", Title: outline.Texts{"en": "First meeting"}, Steps: []playbook.Step{
		{Key: "learn", Kind: playbook.Course, Title: outline.Texts{"en": "Learn"}, Course: "edge-basics"},
		{Key: "call", Kind: playbook.Task, Title: outline.Texts{"en": "Call"}, Body: outline.Texts{"en": "Call the customer."}},
		{Key: "walk", Kind: playbook.Task, Title: outline.Texts{"en": "Walk"}, Body: outline.Texts{"en": "Walk the site."}, Optional: true},
	}}
}

func TestAPlaybookIsDoneStepByStepAndCountedByPartner(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	v := c.Course("edge-basics", outline.Text)
	p, err := c.Playbooks.Save(c.As(c.Boss), meeting())
	c.Must(err)
	steps := c.Steps(p.ID)
	_, err = c.Playbooks.Tick(c.As(c.Acorn.Second), steps[1], true)
	c.Wants("before it is published", err, "NOT_FOUND")
	_, err = c.Playbooks.Publish(c.As(c.Mgr), p.ID)
	c.Must(err)
	counts := func(what, want string) {
		t.Helper()
		for name, who := range map[string]*member.Person{"the vendor": c.Boss, "its distributor": c.North.Admin, "itself": c.Acorn.Second} {
			if got := c.Tally(who, p.ID, c.Acorn.ID); got != want {
				t.Errorf("%s: %s reads %q, want %q", what, name, got, want)
			}
		}
		if got := c.Tally(c.South.Admin, p.ID, c.Acorn.ID); got != "" {
			t.Errorf("%s: a stranger reads %q", what, got)
		}
	}
	_, err = c.Playbooks.Tick(c.As(c.Acorn.Second), steps[0], true)
	c.Wants("a course by word", err, "STEP_BY_COURSE")
	for range 2 {
		_, err = c.Playbooks.Tick(c.As(c.Acorn.Second), steps[1], true)
		c.Must(err)
	}
	counts("one has begun", "1/0")
	c.Completes(c.Acorn.Second, v)
	counts("the course was the last required step", "1/1")
	_, err = c.Playbooks.Tick(c.As(c.Acorn.Admin), steps[1], true)
	c.Must(err)
	counts("a second has begun", "2/1")
	_, err = c.Playbooks.Tick(c.As(c.Acorn.Second), steps[1], false)
	c.Must(err)
	counts("the first takes it back", "1/0")
	changed := meeting()
	changed.Steps = changed.Steps[1:]
	_, err = c.Playbooks.Save(c.As(c.Boss), changed)
	c.Must(err)
	counts("the course is no step any more", "1/1")
}

func TestAPlaybookWithMistakesIsRefused(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	for name, tt := range map[string]struct {
		spoil func(*playbook.Playbook)
		code  string
	}{
		"a course that is not there": {func(*playbook.Playbook) {}, "UNKNOWN_COURSE"},
		"no step":                    {func(p *playbook.Playbook) { p.Steps = nil }, "PLAYBOOK_SIZE"},
		"a script":                   {func(p *playbook.Playbook) { p.Steps[1].Body["en"] = "<script>x</script>" }, "TEXT_SCRIPT"},
		"a task without a word":      {func(p *playbook.Playbook) { p.Steps[1].Body = nil }, "TEXT_MISSING"},
		"a course without its key":   {func(p *playbook.Playbook) { p.Steps[0].Course = "" }, "PLAYBOOK_STEP"},
		"two steps of a name":        {func(p *playbook.Playbook) { p.Steps[1].Key = "learn" }, "COURSE_KEY_TWICE"},
	} {
		p := meeting()
		tt.spoil(&p)
		_, err := c.Playbooks.Save(c.As(c.Boss), p)
		c.Wants(name, err, tt.code)
	}
	_, err := c.Playbooks.Save(c.As(c.Acorn.Admin), meeting())
	c.Wants("a reseller writes one", err, "FORBIDDEN")
}
