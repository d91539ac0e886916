package lapse_test

import (
	"fmt"
	"time"
)

// The clerk writes down whom every notice reaches: the holder, and those who
// lead the partner, as long as they are there. A notice is a line.

const minute = "2006-01-02 15:04"

// tells says that a proof is in a stage of its end.
func (c *clerk) tells(p *card, x *proof, stage string) {
	if x.holder != "" {
		c.lies(x.holder, "CERTIFICATION", x.id, "-", stage, nameOf(x.key), x.last.Format(minute))
	}
	for _, who := range p.people {
		if id := string(who.ID); !p.left[id] && id != x.holder {
			c.lies(id, "TEAM_CERTIFICATION", x.id, orDash(x.holder), stage, nameOf(x.key), x.last.Format(minute))
		}
	}
}

// tellsLeaders says what a membership came to, and until when it is at risk.
func (c *clerk) tellsLeaders(p *card) {
	until := "-"
	if p.atRisk {
		until = p.since.Add(time.Duration(c.grace) * aDay).Format(minute)
	}
	for _, who := range p.people {
		if !p.left[string(who.ID)] {
			c.lies(string(who.ID), "MEMBERSHIP", string(p.place), "-", string(p.state), "Program for resale", until)
		}
	}
}

// lies puts a notice into an inbox. What comes to the same a second time in the
// same moment, which only a clock that stands still allows, is no news.
func (c *clerk) lies(who, kind, of, about, state, name, until string) {
	event := fmt.Sprint(who, of, state, c.now)
	if c.told[event] {
		return
	}
	c.told[event] = true
	c.inbox = append(c.inbox, fmt.Sprint(who, " ", kind, " ", of, " ", about, " ", state, " ", name, " until ", until, " at ", c.now.Format(minute)))
}

func nameOf(key string) string {
	for _, d := range skills {
		if d.Key == key {
			return d.Name
		}
	}
	return ""
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// sameInbox compares all inboxes: nothing twice, nothing missing, nothing more.
func (c *clerk) sameInbox(after string) (different int) {
	c.T.Helper()
	got := map[string]int{}
	for _, line := range c.Sees(c.System(), `
select person_id || ' ' || kind || ' ' || subject_id || ' ' || coalesce(about_id::text, '-') || ' ' || (facts::jsonb ->> 'state') || ' ' || (facts::jsonb -> 'name' ->> '')
  || ' until ' || coalesce(to_char((facts::jsonb ->> 'until')::timestamptz at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), '-')
  || ' at ' || to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
from notice`) {
		got[line]++
	}
	for _, line := range c.inbox {
		if got[line] != 1 {
			different++
			c.T.Errorf("%s: %d times in an inbox, want once: %s", after, got[line], line)
		}
		delete(got, line)
	}
	for line, n := range got {
		different++
		c.T.Errorf("%s: %d times in an inbox, want never: %s", after, n, line)
	}
	return different
}
