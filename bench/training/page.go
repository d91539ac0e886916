package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/portico-prm/portico/bench/drive"
)

// page is a question that a portal asks all day, who asks it, and how long the
// answer may take.
type page struct {
	name, who, text string
	bar             time.Duration
}

const (
	distributor = "person1@alder-1.example"
	manager     = "channel@veldmark.example"

	counts = "assigned started overdue completed"

	portfolio = `query($id: ID!) { partner(id: $id) { displayName
  portfolioProgress { resellers certifiedResellers completionRate people certifiedPeople personRate learners ` + counts + `
    measures { measuredAt completionRate peers peerMedian sample lag } }
  portfolio(first: 50) { nodes { id displayName status
    trainingProgress { people learners ` + counts + ` required certified certifiedUntil certifiedPeople } } } } }`

	dashboard = `{ trainingOverview { partners certifiedPartners people certifiedPeople learners ` + counts + ` }
  courseProgress { courseKey partners ` + counts + ` }
  portfolioProgress { distributor { id displayName } resellers certifiedResellers completionRate people certifiedPeople personRate ` + counts + `
    measures { measuredAt completionRate peers peerMedian sample lag } } }`

	forecast = `definitionKey name holders partnersRequired partnersMet within30Days { lapsing renewed partnersBelow }
  within60Days { lapsing renewed partnersBelow } within90Days { lapsing renewed partnersBelow }`

	partner = `query($id: ID!) { partner(id: $id) { displayName portfolio(first: 1) { nodes {
  trainingProgress { people learners ` + counts + ` courses { courseKey ` + counts + ` } } effects { kind amount } } } } }`
)

var pages = []page{
	{"portfolio progress of 50 partners, distributor", distributor, portfolio, 20 * time.Millisecond},
	{"portfolio progress of 50 partners, vendor", manager, portfolio, 20 * time.Millisecond},
	{"dashboard, vendor", manager, dashboard, 50 * time.Millisecond},
	{"one partner with its courses, distributor", distributor, partner, 20 * time.Millisecond},
	{"forecast of a portfolio, distributor", distributor, `query($id: ID!) { partner(id: $id) { portfolioForecast { ` + forecast + ` } } }`, 20 * time.Millisecond},
	{"forecast of a portfolio, vendor", manager, `query($id: ID!) { partner(id: $id) { portfolioForecast { ` + forecast + ` } } }`, 20 * time.Millisecond},
	{"forecast of itself and its portfolio, distributor", distributor, `{ certificationForecast { ` + forecast + ` } }`, 20 * time.Millisecond},
	{"forecast of the channel, vendor", manager, `{ certificationForecast { ` + forecast + ` } }`, 50 * time.Millisecond},
	{"forecast of 50 partners, distributor", distributor, `query($id: ID!) { partner(id: $id) { portfolio(first: 50) { nodes { displayName certificationForecast { ` + forecast + ` } } } } }`, 20 * time.Millisecond},
	{"memberships at risk, vendor", manager, `{ membershipsAtRisk(first: 50) { nodes { partner { displayName } program state atRisk { since until reasons { name held needed next label } } } } }`, 20 * time.Millisecond},
	{"whose certifications lapse, vendor", manager, `{ lapsingHolders(days: 30, first: 50) { nodes { name certificationName countsUntil partner { displayName } } } }`, 20 * time.Millisecond},
	{"notices, vendor", manager, `{ certificationNotices(first: 50) { nodes { stage holderName name beganAt partner { displayName } } } }`, 20 * time.Millisecond},
	{"what next for me, distributor", distributor, `{ nextForMe { kind at courseKey certificationKey brings { key } } }`, 20 * time.Millisecond},
}

// taken is how long the answers took.
type taken struct {
	p50, p95, p99 time.Duration
	bytes         int
}

// repeat asks a page so often, after some answers that do not count.
func repeat(ctx context.Context, c *drive.Client, p page, vars drive.Vars, n int) (taken, error) {
	body, err := json.Marshal(map[string]any{"query": p.text, "variables": vars})
	if err != nil {
		return taken{}, err
	}
	var out taken
	took := make([]time.Duration, 0, n)
	for i := range n + n/10 {
		began := time.Now()
		answer, err := post(ctx, c, body)
		if err != nil {
			return out, err
		}
		if i >= n/10 {
			took = append(took, time.Since(began))
		}
		out.bytes = len(answer)
	}
	slices.Sort(took)
	at := func(percent int) time.Duration { return took[min(n-1, n*percent/100)] }
	out.p50, out.p95, out.p99 = at(50), at(95), at(99)
	return out, nil
}

// post sends a request and reads the answer to its end. An error in it is one.
func post(ctx context.Context, c *drive.Client, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err == nil && (res.StatusCode != http.StatusOK || bytes.Contains(answer, []byte(`"errors"`))) {
		err = fmt.Errorf("HTTP %d: %.300s", res.StatusCode, answer)
	}
	return answer, err
}
