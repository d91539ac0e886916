package main

import "fmt"

// ratio is Portico against its peers at one operation; above 1 it is ahead, and
// 0 when one side did not answer.
type ratio struct {
	Operation   string  `json:"operation"`
	Connections int     `json:"connections"`
	Rate        float64 `json:"rate"` // to the higher rate of PostGraphile and Yoga
	P50         float64 `json:"p50"`  // their lower p50 to Portico's
	CPU         float64 `json:"cpu"`  // their lower processor time for a request, database included, to Portico's
	Plain       float64 `json:"rateToGqlgen"`
}

func ratios(rows []row) (out []ratio) {
	for _, w := range rows {
		if w.Server != "portico" {
			continue
		}
		r := ratio{Operation: w.Operation, Connections: w.Connections}
		best, soon, cheap := 0.0, 0.0, 0.0
		for _, o := range rows {
			switch {
			case o.Operation != w.Operation || o.Connections != w.Connections:
			case o.Server == "gqlgen":
				r.Plain = w.Rate / o.Rate
			case o.Server != "portico":
				best = max(best, o.Rate)
				soon, cheap = lower(soon, o.P50), lower(cheap, o.cpu())
			}
		}
		if best > 0 {
			r.Rate, r.P50 = w.Rate/best, soon/w.P50
		}
		if w.cpu() > 0 {
			r.CPU = cheap / w.cpu()
		}
		out = append(out, r)
	}
	return out
}

// lower is the lower of two figures; 0 is none yet.
func lower(a, b float64) float64 {
	if a == 0 {
		return b
	}
	return min(a, b)
}

// cpu is the processor time of one request, wherever it was spent.
func (w row) cpu() float64 { return w.ServerCPU + w.DatabaseCPU }

// bar is what Portico is held to.
type bar struct {
	Says string `json:"says"`
	Met  bool   `json:"met"`
}

func bars(rows []row) (out []bar) {
	for _, r := range ratios(rows) {
		hold := func(what string, got, least float64) {
			out = append(out, bar{fmt.Sprintf("%s, %d connections: %s %.2f x the best peer's, at least %g x", r.Operation, r.Connections, what, got, least), got >= least})
		}
		switch {
		case r.Operation == "large" && r.Connections == 8:
			hold("rate", r.Rate, 4)
		case r.Operation == "large" && r.Connections == 1:
			hold("1/p50", r.P50, 3)
		case (r.Operation == "medium" || r.Operation == "small") && r.Connections == 8:
			hold("rate", r.Rate, 2)
		}
	}
	return out
}
