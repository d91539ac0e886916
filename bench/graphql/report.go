package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// report is what a run found out.
type report struct {
	options          options
	counts, versions string
	rows             []row
	notes            []string
}

// row is one server at one operation: medians over the rounds.
type row struct {
	Operation   string  `json:"operation"`
	Connections int     `json:"connections"`
	Server      string  `json:"server"`
	P50         float64 `json:"p50Ms"`
	P99         float64 `json:"p99Ms"`
	Rate        float64 `json:"perSecond"`
	Allocs      float64 `json:"allocations,omitempty"`
	Bytes       float64 `json:"allocatedBytes,omitempty"`
	ServerCPU   float64 `json:"serverCpuMs,omitempty"`
	DatabaseCPU float64 `json:"databaseCpuMs,omitempty"`
}

func (r *report) note(form string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(form, args...))
}

func (r *report) add(op string, n int, name string, turns []turn) {
	r.rows = append(r.rows, row{Operation: op, Connections: n, Server: name,
		P50:         median(turns, func(t turn) float64 { return ms(t.p50) }),
		P99:         median(turns, func(t turn) float64 { return ms(t.p99) }),
		Rate:        median(turns, func(t turn) float64 { return t.rate }),
		Allocs:      median(turns, func(t turn) float64 { return t.allocs }),
		Bytes:       median(turns, func(t turn) float64 { return t.bytes }),
		ServerCPU:   median(turns, func(t turn) float64 { return ms(t.server) }),
		DatabaseCPU: median(turns, func(t turn) float64 { return ms(t.database) }),
	})
}

func median(turns []turn, of func(turn) float64) float64 {
	values := make([]float64, len(turns))
	for i, t := range turns {
		values[i] = of(t)
	}
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func (r *report) print(to io.Writer) error {
	if r.options.json {
		e := json.NewEncoder(to)
		e.SetIndent("", "  ")
		return e.Encode(map[string]any{"database": r.counts, "peers": r.versions, "role": r.options.role, "rounds": r.options.rounds,
			"secondsEach": r.options.each.Seconds(), "rows": r.rows, "ratios": ratios(r.rows), "bars": bars(r.rows), "notes": r.notes})
	}
	fmt.Fprintf(to, "database: %s\npeers: %s\nPortico as %s with row security, the others with explicit predicates; medians of %d rounds of %v\n\n",
		r.counts, r.versions, r.options.role, r.options.rounds, r.options.each)
	for _, n := range r.notes {
		fmt.Fprintln(to, n)
	}
	fmt.Fprintln(to)
	r.table(to)
	return nil
}

func (r *report) table(to io.Writer) {
	t := tabwriter.NewWriter(to, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "operation\tconnections\tserver\tp50 ms\tp99 ms\teach second\tallocations\tkB\tCPU ms\tdatabase CPU ms\t")
	for _, w := range r.rows {
		fmt.Fprintf(t, "%s\t%d\t%s\t%.2f\t%.2f\t%.0f\t%s\t%s\t%.2f\t%.2f\t\n", w.Operation, w.Connections, w.Server, w.P50, w.P99, w.Rate,
			told(w.Allocs), told(w.Bytes/1000), w.ServerCPU, w.DatabaseCPU)
	}
	_ = t.Flush()
	fmt.Fprintln(to, "\nPortico against the better of PostGraphile and Yoga, and against gqlgen's own executor:")
	t = tabwriter.NewWriter(to, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "operation\tconnections\trate\tp50 lower\tCPU lower\trate to gqlgen\t")
	for _, a := range ratios(r.rows) {
		fmt.Fprintf(t, "%s\t%d\t%.2f x\t%.2f x\t%.2f x\t%.2f x\t\n", a.Operation, a.Connections, a.Rate, a.P50, a.CPU, a.Plain)
	}
	_ = t.Flush()
	fmt.Fprintln(to)
	for _, b := range bars(r.rows) {
		fmt.Fprintf(to, "%s  %s\n", cmp.Or(map[bool]string{true: "met"}[b.Met], "NOT MET"), b.Says)
	}
}

// told is a figure that a server may not tell.
func told(f float64) string {
	if f == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f", f)
}
