package db

import "database/sql/driver"

// wireRows is what lib/pq's rows can do, all of which we pass on.
type wireRows interface {
	driver.RowsNextResultSet
	driver.RowsColumnTypeScanType
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypePrecisionScale
}

// rows keeps its operation, and so its deadline, until it is closed.
type rows struct {
	wireRows
	conn   *conn
	closed bool
}

// Next reads one row.
func (r *rows) Next(dst []driver.Value) error { return r.conn.verdict(r.wireRows.Next(dst)) }

// Close reads what is left and ends the operation.
func (r *rows) Close() error {
	if r.closed {
		return nil
	}
	r.closed = true
	err := r.wireRows.Close()
	r.conn.busy = false
	return r.conn.end(err)
}
