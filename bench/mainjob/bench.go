package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/portico-prm/portico/bench/drive"
)

// piece is what is made, and the field whose change makes inputs new. The form
// takes the run, the round and the number of connections.
type piece struct{ name, slug, piece, output, field, form string }

var pieces = []piece{
	{"datasheet PDF", "edge-gateway-datasheet", "datasheet", "web", "contact_name", "Dana %s %d %d"},
	{"social JPEG", "edge-gateway-social", "social", "linkedin", "website", "https://%s-%d-%d.example"},
}

// bench measures and fills the table.
type bench struct {
	client *drive.Client
	rounds int
	run    string // makes the inputs of this run new
	files  string // the server's folder of content; empty when it is not ours
	table  *tabwriter.Writer
	stored []string
}

func (b *bench) all(ctx context.Context, connections []int) error {
	ids, err := b.templates(ctx)
	if err != nil {
		return err
	}
	b.table = tabwriter.NewWriter(os.Stdout, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(b.table, "piece\tconnections\twhat\tn\tp50 ms\tp99 ms\tmost ms\teach second\t")
	for _, p := range pieces {
		if ids[p.slug] == "" {
			return fmt.Errorf("the server has no template %s: it needs the demo", p.slug)
		}
		for _, n := range connections {
			if err := b.measure(ctx, p, ids[p.slug], n); err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
		}
	}
	if err := b.table.Flush(); err != nil {
		return err
	}
	for _, line := range b.stored {
		fmt.Println(line)
	}
	return nil
}

// templates gives the ids by slug.
func (b *bench) templates(ctx context.Context) (map[string]string, error) {
	var a struct {
		Templates struct{ Nodes []struct{ ID, Slug string } }
	}
	err := b.client.Do(ctx, `{ templates(first: 100) { nodes { id slug } } }`, nil, &a)
	ids := map[string]string{}
	for _, t := range a.Templates.Nodes {
		ids[t.Slug] = t.ID
	}
	return ids, err
}

// measure makes pieces with new inputs, the same again, and downloads them.
func (b *bench) measure(ctx context.Context, p piece, template string, connections int) error {
	made := make([]rendition, b.rounds)
	order := func(i int) drive.Vars {
		return drive.Vars{"input": drive.Vars{"templateId": template, "piece": p.piece, "output": p.output,
			"fields": []drive.Vars{{"key": p.field, "value": fmt.Sprintf(p.form, b.run, i, connections)}}}}
	}
	render := func(i int) (err error) {
		made[i], err = b.render(ctx, order(i))
		return err
	}
	bytes, files, err := b.store()
	if err != nil {
		return err
	}
	for _, step := range []struct {
		what string
		do   func(int) error
	}{
		{"first render", render},
		{"repeat", render},
		{"download", func(i int) error { return b.fetch(ctx, made[i]) }},
	} {
		if err := b.row(p, connections, step.what, step.do); err != nil {
			return err
		}
		if step.what == "first render" {
			err = b.weigh(p, connections, made[0], bytes, files)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rendition is what a render gave.
type rendition struct {
	Bytes       int64
	DownloadURL string
}

const renderCobrand = `mutation($input: RenderCobrandInput!) { renderCobrand(input: $input) {
	rendition { bytes downloadUrl } problems { message } userErrors { code message } } }`

func (b *bench) render(ctx context.Context, order drive.Vars) (rendition, error) {
	var a struct {
		RenderCobrand struct {
			Rendition  *rendition
			Problems   []struct{ Message string }
			UserErrors []drive.UserError
		}
	}
	err := b.again(ctx, func() error { return b.client.Do(ctx, renderCobrand, order, &a) })
	if err != nil {
		return rendition{}, err
	}
	if a.RenderCobrand.Rendition == nil {
		return rendition{}, fmt.Errorf("refused: %v %v", a.RenderCobrand.UserErrors, a.RenderCobrand.Problems)
	}
	return *a.RenderCobrand.Rendition, nil
}

// again tries once more when the server asks for it; the wait counts.
func (b *bench) again(ctx context.Context, do func() error) error {
	for {
		err := do()
		var no *drive.Refused
		if !errors.As(err, &no) || no.RetryAfter == 0 || ctx.Err() != nil {
			return err
		}
		time.Sleep(no.RetryAfter)
	}
}

func (b *bench) fetch(ctx context.Context, r rendition) error {
	n, err := b.client.Download(ctx, r.DownloadURL)
	if err == nil && n != r.Bytes {
		err = fmt.Errorf("%d bytes came, %d were promised", n, r.Bytes)
	}
	return err
}

// row does something for every round on several connections and writes a line.
func (b *bench) row(p piece, connections int, what string, do func(int) error) error {
	took := make([]time.Duration, b.rounds)
	errs := make([]error, connections)
	var workers sync.WaitGroup
	began := time.Now()
	for c := range connections {
		workers.Go(func() {
			for i := c; i < b.rounds && errs[c] == nil; i += connections {
				start := time.Now()
				errs[c] = do(i)
				took[i] = time.Since(start)
			}
		})
	}
	workers.Wait()
	all := time.Since(began)
	if err := errors.Join(errs...); err != nil {
		return err
	}
	slices.Sort(took)
	at := func(share float64) float64 { return ms(took[min(len(took)-1, int(share*float64(len(took))))]) }
	fmt.Fprintf(b.table, "%s\t%d\t%s\t%d\t%.1f\t%.1f\t%.1f\t%.0f\t\n", p.name, connections, what, len(took),
		at(0.5), at(0.99), ms(took[len(took)-1]), float64(len(took))/all.Seconds())
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (b *bench) store() (bytes int64, files int, err error) {
	if b.files == "" {
		return 0, 0, nil
	}
	return drive.Bytes(b.files)
}

// weigh says how much the store grew by the first renders.
func (b *bench) weigh(p piece, connections int, one rendition, bytes int64, files int) error {
	if b.files == "" {
		return nil
	}
	now, count, err := b.store()
	grown, added := now-bytes, count-files
	b.stored = append(b.stored, fmt.Sprintf("%s, %d connections: a copy has %d bytes, the store grew by %d bytes in %d files, that is %d for a copy",
		p.name, connections, one.Bytes, grown, added, grown/int64(b.rounds)))
	return err
}
