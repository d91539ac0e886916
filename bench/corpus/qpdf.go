package main

import (
	"context"
	"encoding/json"
	"fmt"
)

// document is qpdf's view of a file.
type document struct {
	objects map[string]object
	pages   []any // references
}

type object struct{ Value, Stream any }

// readByQpdf reads a file's objects, without what its streams hold.
func readByQpdf(ctx context.Context, pdf string) (*document, error) {
	got := command(ctx, toolTime, "qpdf", "--json=2", "--json-stream-data=none", "--json-key=qpdf", "--json-key=pages", pdf)
	var read struct {
		Pages []struct{ Object any }
		Qpdf  []json.RawMessage
	}
	if err := json.Unmarshal(got.out, &read); err != nil || len(read.Qpdf) < 2 {
		return nil, fmt.Errorf("qpdf: exit code %d: %s", got.code, got.err)
	}
	d := &document{}
	if err := json.Unmarshal(read.Qpdf[1], &d.objects); err != nil {
		return nil, err
	}
	for _, p := range read.Pages {
		d.pages = append(d.pages, p.Object)
	}
	return d, nil
}

func (d document) root() map[string]any {
	return d.dict(d.dict(d.objects["trailer"].Value)["/Root"])
}

func (d document) resolve(v any) any {
	ref, ok := v.(string)
	if !ok {
		return v
	}
	o, known := d.objects["obj:"+ref]
	if !known {
		return v
	}
	if stream, ok := o.Stream.(map[string]any); ok {
		return stream["dict"]
	}
	return o.Value
}

func (d document) dict(v any) map[string]any { m, _ := d.resolve(v).(map[string]any); return m }

func (d document) list(v any) []any { l, _ := d.resolve(v).([]any); return l }
