package read

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Engine reads queries. Make it with New; it is safe for concurrent use.
type Engine struct {
	gate     *gate.Gate
	schema   *ast.Schema
	types    map[string]*Type
	abstract map[string][]string // interfaces of each type
	plans    *plans
}

// New makes the engine of a schema. It fails with every field that has no
// entry, every entry without a field, and every edge that leads nowhere.
func New(g *gate.Gate, schema *ast.Schema, types ...Type) (*Engine, error) {
	e := &Engine{gate: g, schema: schema, types: map[string]*Type{}, abstract: map[string][]string{}, plans: newPlans()}
	for i := range types {
		t := types[i]
		e.types[t.Name] = &t
	}
	for name, def := range schema.Types {
		e.abstract[name] = def.Interfaces
	}
	return e, e.bind()
}

// Query answers a query operation with its data as JSON; errors go into ctx.
func (e *Engine) Query(ctx context.Context) *graphql.Response {
	op := graphql.GetOperationContext(ctx)
	pl, err := e.plans.of(e, op, "Query", nil, op.Operation.SelectionSet)
	if err != nil {
		graphql.AddError(ctx, err)
		return &graphql.Response{}
	}
	data, ok := e.answer(ctx, op, pl, nil)
	if !ok {
		return &graphql.Response{Data: []byte("null")}
	}
	return &graphql.Response{Data: data}
}

// Payload answers the selection of a mutation's field, or of an event, with a
// Go value of a registered type; ok is false when it has to be null.
func (e *Engine) Payload(ctx context.Context, value any) (data []byte, ok bool) {
	op, field := graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx).Field
	pl, err := e.plans.of(e, op, field.Definition.Type.Name(), field.Field, field.Selections)
	if err != nil {
		graphql.AddError(ctx, err)
		return nil, false
	}
	return e.answer(ctx, op, pl, value)
}

// plan is what an operation comes to: a root level of one row, and how it is
// written.
type plan struct {
	level  *level
	object *object
	size   size
}

func (e *Engine) plan(op *graphql.OperationContext, typ string, sets ast.SelectionSet) (*plan, error) {
	t, ok := e.types[typ]
	if !ok {
		return nil, fmt.Errorf("read: the type %s has no entry", typ)
	}
	pl := &plan{level: &level{typ: t, cols: []string{"null"}}}
	var err error
	if pl.object, err = (&planner{engine: e, op: op}).object(t, sets, pl.level); err == nil {
		pl.level.arrange()
		count(pl.level)
	}
	return pl, err
}

// answer reads and writes. A panic is an error of ours and ends the operation only.
func (e *Engine) answer(ctx context.Context, op *graphql.OperationContext, pl *plan, value any) (data []byte, ok bool) {
	root := &set{level: pl.level, n: 1, values: []any{value}}
	data, err := gate.Look(ctx, e.gate, func(s *gate.Snapshot) (out []byte, err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fault.Wrap(fault.Internal, fmt.Errorf("panic: %v\n%s", p, debug.Stack()), "Something broke on our side.")
			}
		}()
		r := &run{engine: e, ctx: ctx, snap: s, vars: op.Variables}
		r.fill(root)
		return r.write(pl, root), nil
	})
	if err != nil {
		graphql.AddError(ctx, err)
		return nil, false
	}
	return data, data != nil
}

// write gives nil when the whole is null.
func (r *run) write(pl *plan, root *set) []byte {
	w := &writer{run: r, b: make([]byte, 0, pl.size.room()), fail: r.fail}
	for _, s := range basePath(r.ctx) {
		w.path = append(w.path, s)
	}
	if w.object(pl.object, at{set: root}) != wrote {
		return nil
	}
	pl.size.learn(len(w.b))
	return w.b
}

func (r *run) fail(err *gqlerror.Error) { graphql.AddError(r.ctx, err) }

// basePath is where the answer stands: empty for a query, the field of a mutation.
func basePath(ctx context.Context) (out []step) {
	if graphql.GetFieldContext(ctx) == nil {
		return nil
	}
	for _, p := range graphql.GetPath(ctx) {
		switch p := p.(type) {
		case ast.PathName:
			out = append(out, step{name: string(p)})
		case ast.PathIndex:
			out = append(out, step{index: int(p)})
		}
	}
	return out
}

// bind ties entries to the schema's fields, and collects what does not fit.
func (e *Engine) bind() error {
	var wrong []error
	for _, t := range e.types {
		wrong = append(wrong, e.bindType(t))
	}
	for _, name := range e.reached() {
		if _, ok := e.types[name]; !ok {
			wrong = append(wrong, fmt.Errorf("read: the type %s has no entry", name))
		}
	}
	return errors.Join(wrong...)
}

func (e *Engine) bindType(t *Type) error {
	def := e.schema.Types[t.Name]
	if def == nil {
		return fmt.Errorf("read: the schema has no type %s", t.Name)
	}
	t.root = def == e.schema.Query
	if t.Key == "" && t.Table != "" {
		t.Key = "t.id"
	}
	t.entries = map[string]*entry{}
	if t.root {
		maps.Copy(t.Fields, e.introspectionFields())
	}
	for _, name := range strings.Fields(t.Plain) {
		t.entries[name] = &entry{column: "t." + snake(name)}
	}
	for name, f := range t.Fields {
		en := f.entry()
		t.entries[name] = &en
	}
	var wrong []error
	for name, en := range t.entries {
		wrong = append(wrong, e.bindField(t, def, name, en))
	}
	for _, f := range def.Fields {
		if _, ok := t.entries[f.Name]; !ok && !strings.HasPrefix(f.Name, "__") {
			wrong = append(wrong, fmt.Errorf("read: %s.%s has no entry", t.Name, f.Name))
		}
	}
	return errors.Join(wrong...)
}

func (e *Engine) bindField(t *Type, def *ast.Definition, name string, en *entry) error {
	f := def.Fields.ForName(name)
	if f == nil {
		return fmt.Errorf("read: %s has no field %s", t.Name, name)
	}
	if en.edge == nil {
		if e.schema.Types[f.Type.Name()].IsCompositeType() {
			return fmt.Errorf("read: %s.%s is an object and has no edge", t.Name, name)
		}
		return nil
	}
	return e.bindEdge(t, f, en.edge)
}

func (e *Engine) bindEdge(t *Type, f *ast.FieldDefinition, ed *edge) error {
	ed.name = t.Name + "." + f.Name
	want := f.Type.Name()
	if ed.shape == pages {
		nodes := e.schema.Types[want].Fields.ForName("nodes")
		if nodes == nil {
			return fmt.Errorf("read: %s leads to %s, which is no connection", ed.name, want)
		}
		want = nodes.Type.Name()
	}
	if (f.Type.Elem != nil) != (ed.shape == list) {
		return fmt.Errorf("read: %s is a list in one place and none in the other", ed.name)
	}
	if f.Type.Elem != nil && !f.Type.Elem.NonNull {
		return fmt.Errorf("read: %s may hold nulls, which no list of ours does", ed.name)
	}
	if e.schema.Types[want].IsAbstractType() {
		return nil
	}
	if ed.target = e.types[want]; ed.target == nil {
		return fmt.Errorf("read: %s leads to %s, which has no entry", ed.name, want)
	}
	if ed.ask == "" {
		ed.ask = ed.target.Ask
	}
	if ed.key == "" && ed.by != "" && ed.value == nil && t.Table != "" {
		ed.key = t.Key
		if ed.key == "" {
			ed.key = "t.id"
		}
	}
	return nil
}

// reached are the object types that an answer can hold.
func (e *Engine) reached() []string {
	var out []string
	for name, def := range e.schema.Types {
		structural := strings.HasSuffix(name, "Connection") || strings.HasSuffix(name, "Edge") || name == "PageInfo"
		if def.Kind == ast.Object && !structural && def != e.schema.Mutation && def != e.schema.Subscription {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
