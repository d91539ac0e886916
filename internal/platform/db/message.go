package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"

	"github.com/jmoiron/sqlx"
)

// Message is one statement with what has to come before and after it. A round
// trip costs more than a short statement does, so all of it travels as one
// message where that is possible: the statement stays prepared on its
// connection and is executed by its name, in the same text.
//
// The answer of a message comes as text, in which bytes take twice their room:
// Long says that it is a long one, and better fetched by itself, in binary.
type Message struct {
	Before string // commands without rows, such as "begin; set local role x; "; may be empty
	Text   string // the statement; it answers one row of one bytea
	Args   []any
	After  string // commands without rows, such as "rollback"; may be empty
	Long   bool
}

// Value sends a message on a pinned connection and gives the value that its
// statement answers; nil for null. When it fails, After has not run.
func Value(ctx context.Context, on *sqlx.Conn, m Message) (value []byte, err error) {
	raw := on.Raw(func(c any) error {
		value, err = c.(*conn).value(ctx, m)
		return nil // what is wrong with the connection, it tells the pool itself
	})
	return value, errors.Join(raw, err)
}

func (c *conn) value(ctx context.Context, m Message) ([]byte, error) {
	args, err := c.checked(m.Args)
	if err != nil {
		return nil, err
	}
	values, plain := literals(args)
	if c.pooled || m.Long || !plain {
		return c.apart(ctx, m, args)
	}
	out, err := c.together(ctx, m, values)
	if !stale(err) {
		return out, err
	}
	c.names.outgrown(m.Text, StateOf(err))
	if m.Before == "" {
		return nil, err // it would be another moment that a second try reads
	}
	if _, err := c.ExecContext(ctx, "rollback", nil); err != nil {
		return nil, err
	}
	return c.together(ctx, m, values)
}

// checked lets the driver turn arguments into the few types that it sends.
func (c *conn) checked(args []any) ([]driver.NamedValue, error) {
	out := make([]driver.NamedValue, len(args))
	for i, a := range args {
		out[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
		err := c.CheckNamedValue(&out[i])
		if errors.Is(err, driver.ErrSkip) {
			out[i].Value, err = driver.DefaultParameterConverter.ConvertValue(a)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// together sends everything at once; a text that is new to the connection is
// prepared first, so that it is known whether that worked.
func (c *conn) together(ctx context.Context, m Message, values string) ([]byte, error) {
	name, known := c.names.get(m.Text)
	if !known {
		var prepare string
		name, prepare = c.names.prepare(m.Text)
		if _, err := c.ExecContext(ctx, m.Before+prepare, nil); err != nil {
			return nil, err
		}
		c.names.prepared(m.Text, name)
		m.Before = ""
	}
	if m.After != "" {
		m.After = "; " + m.After
	}
	return c.only(ctx, m.Before+"execute "+name+values+m.After, nil)
}

// apart sends one thing after the other: behind a pooler, and for what cannot
// be written into a text or should not.
func (c *conn) apart(ctx context.Context, m Message, args []driver.NamedValue) ([]byte, error) {
	if m.Before != "" {
		if _, err := c.ExecContext(ctx, m.Before, nil); err != nil {
			return nil, err
		}
	}
	out, err := c.only(ctx, m.Text, args)
	if err == nil && m.After != "" {
		_, err = c.ExecContext(ctx, m.After, nil)
	}
	return out, err
}

// only reads the one value of the one row.
func (c *conn) only(ctx context.Context, text string, args []driver.NamedValue) ([]byte, error) {
	r, err := c.QueryContext(ctx, text, args)
	if err != nil {
		return nil, err
	}
	var row [1]driver.Value
	if err = r.Next(row[:]); errors.Is(err, io.EOF) {
		err = errors.New("db: a statement that answers a value answered no row")
	}
	value, _ := row[0].([]byte)
	if len(args) > 0 {
		value = append([]byte(nil), value...) // it lies in the connection's buffer
	}
	return value, errors.Join(err, r.Close())
}
