package db

import "net/url"

// URLOf is the address of an open database, for comparing with the bare driver.
func URLOf(d *DB) string {
	q := url.Values{"host": {d.target.cfg.Host}, "user": {d.target.cfg.User}, "sslmode": {"disable"}}
	return "postgres:///" + d.target.cfg.Database + "?" + q.Encode()
}
