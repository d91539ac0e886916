package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// report collects the turns.
type report struct {
	options options
	notes   []string
	rows    []*row
}

// row is one way of one task.
type row struct {
	Task, Way string
	Ms        float64 // median over all times
	Allocs    float64 `json:",omitempty"`
	MB        float64 `json:",omitempty"`
	Stored    int64
	ms        []float64
	task      task
	way       way
}

func (r *report) note(t task, w way, why string) {
	r.notes = append(r.notes, t.name+": "+w.name+": "+why)
}

func (r *report) add(t task, w way, got turn) {
	at := slices.IndexFunc(r.rows, func(o *row) bool { return o.Task == t.name && o.Way == w.name })
	if at < 0 {
		r.rows = append(r.rows, &row{Task: t.name, Way: w.name, task: t, way: w})
		at = len(r.rows) - 1
	}
	o := r.rows[at]
	o.ms = append(o.ms, got.Ms...)
	o.Ms, o.Allocs, o.MB, o.Stored = median(o.ms), got.Allocs, got.MB, got.Stored
}

func median(of []float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}

// find gives the row of a way, by the beginning of its name; nil when it did not run.
func (r *report) find(task, way string) *row {
	for _, o := range r.rows {
		if o.Task == task && strings.HasPrefix(o.Way, way) {
			return o
		}
	}
	return nil
}

func (r *report) print(to io.Writer) error {
	if r.options.json {
		return json.NewEncoder(to).Encode(r.rows)
	}
	fmt.Fprintf(to, "Medians of %d rounds. %s\n", r.options.rounds, strings.Join(r.notes, "\n"))
	for _, t := range tasks {
		if err := r.table(to, t); err != nil {
			return err
		}
	}
	fmt.Fprintln(to)
	for _, b := range bars {
		fmt.Fprintln(to, b.judge(r))
	}
	return nil
}

func (r *report) table(to io.Writer, t task) error {
	first := r.find(t.name, "Portico, first")
	if first == nil {
		return nil
	}
	fmt.Fprintf(to, "\n%s: %s\n", t.name, t.what)
	w := tabwriter.NewWriter(to, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "way\tms\teach second, one core\tallocations\tMB allocated\tkB stored\tto Portico, first\t")
	for _, o := range r.rows {
		if o.Task != t.name {
			continue
		}
		ms := o.Ms
		if strings.Contains(o.Way, "bulk") {
			ms /= bulkOf // of one; on all processors
		}
		fmt.Fprintf(w, "%s\t%.3g\t%.0f\t%s\t%s\t%.1f\t%.2f x\t\n", o.Way, o.Ms, 1000/ms, orDash(o.Allocs), orDash(o.MB), float64(o.Stored)/1000, ms/first.Ms)
	}
	return w.Flush()
}

func orDash(v float64) string {
	switch {
	case v == 0:
		return "-"
	case v < 100:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.0f", v)
}
