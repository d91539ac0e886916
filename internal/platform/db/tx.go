package db

import (
	"context"
	"database/sql/driver"
	"time"
)

// rollbackLimit bounds what database/sql does without a context.
const rollbackLimit = 2 * time.Second

func soon() time.Time { return time.Now().Add(Grace) }

// tx is a transaction. Its context is watched until it ends, beside the
// contexts of its statements.
type tx struct {
	driver.Tx
	conn *conn
}

// BeginTx starts a transaction.
func (c *conn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	c.guard.begin(ctx, inTx)
	t, err := c.wire.BeginTx(ctx, opts)
	if err != nil {
		c.leave()
		return nil, err // nothing ran, so it may be repeated
	}
	return &tx{Tx: t, conn: c}, nil
}

// leave ends the watch over the transaction.
func (c *conn) leave() {
	if c.guard.end(inTx) {
		c.spent = true
	}
}

// Commit makes the work last. When the answer is lost, so is the knowledge
// whether it did: Fault says so.
func (t *tx) Commit() error {
	t.conn.guard.sent.Store(false)
	err := t.Tx.Commit()
	t.conn.leave()
	return t.conn.verdict(err)
}

// Rollback drops the work. database/sql calls it when a context ended, too, so
// it has a limit of its own.
func (t *tx) Rollback() error {
	ctx, cancel := context.WithTimeout(context.Background(), rollbackLimit)
	defer cancel()
	t.conn.guard.begin(ctx, inOp)
	err := t.Tx.Rollback()
	err = t.conn.end(err)
	t.conn.leave()
	return err
}
