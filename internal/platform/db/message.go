package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"

	"github.com/jmoiron/sqlx"
)

// Message is one statement with what has to come before and behind it: a
// transaction that begins or ends with it. All of it travels at once where that
// is possible.
type Message struct {
	Before string // commands without rows, such as "begin; set local role x"; may be empty
	Text   string // the statement; it answers one row of bytea columns
	Args   []any
	After  string // commands without rows, such as "rollback"; may be empty
}

// Values sends a message on a pinned connection and gives the values that its
// statement answers; nil for null. When it fails, After may not have run.
func Values(ctx context.Context, on *sqlx.Conn, m Message) (values [][]byte, err error) {
	raw := on.Raw(func(c any) error {
		values, err = c.(*conn).values(ctx, m)
		return nil // what is wrong with the connection, it tells the pool itself
	})
	return values, errors.Join(raw, err)
}

func (c *conn) values(ctx context.Context, m Message) ([][]byte, error) {
	args, err := c.checked(m.Args)
	if err != nil {
		return nil, err
	}
	if _, known := c.stmts.get(m.Text); !known || !c.clear || c.pooled {
		return c.apart(ctx, m, args)
	}
	out, err := c.together(ctx, m, args)
	if !stale(err) || m.Before == "" {
		return out, err // without a beginning, a second try would read another moment
	}
	if m.After == "" {
		if _, err := c.ExecContext(ctx, "rollback", nil); err != nil {
			return nil, err
		}
	}
	return c.apart(ctx, m, args)
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

// together sends everything at once: the statement is prepared on this
// connection, and goes with its escort.
func (c *conn) together(ctx context.Context, m Message, args []driver.NamedValue) ([][]byte, error) {
	c.guard.lend(m.Before, m.After)
	out, err := c.only(ctx, m.Text, args)
	if failed := c.guard.release(); failed != nil {
		return nil, failed // what the statement says comes of it
	}
	return out, err
}

// apart sends one thing after the other: the first time, behind a pooler, and
// under TLS.
func (c *conn) apart(ctx context.Context, m Message, args []driver.NamedValue) ([][]byte, error) {
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

// only reads the one row.
func (c *conn) only(ctx context.Context, text string, args []driver.NamedValue) ([][]byte, error) {
	r, err := c.QueryContext(ctx, text, args)
	if err != nil {
		return nil, err
	}
	row := make([]driver.Value, len(r.Columns()))
	if err = r.Next(row); errors.Is(err, io.EOF) {
		err = errors.New("db: a statement that answers values answered no row")
	}
	out := make([][]byte, len(row))
	for i := range row {
		if value, ok := row[i].([]byte); ok {
			out[i] = append([]byte(nil), value...) // it lies in the connection's buffer
		}
	}
	return out, errors.Join(err, r.Close())
}
