package db

import (
	"database/sql/driver"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/lib/pq"
)

// literals writes arguments as the list behind a statement's name: "('a',1)".
// It is false for what a text cannot hold or what has no form of its own here:
// those go to the server as arguments, which says what is wrong with them.
func literals(args []driver.NamedValue) (string, bool) {
	if len(args) == 0 {
		return "", true
	}
	var b strings.Builder
	for i, a := range args {
		b.WriteByte("(,"[min(i, 1)])
		switch v := a.Value.(type) {
		case nil:
			b.WriteString("null")
		case bool:
			b.WriteString(strconv.FormatBool(v))
		case int64:
			b.WriteString("'" + strconv.FormatInt(v, 10) + "'") // quoted, so that it takes the statement's type
		case string:
			if strings.IndexByte(v, 0) >= 0 || !utf8.ValidString(v) {
				return "", false
			}
			b.WriteString(pq.QuoteLiteral(v))
		default:
			return "", false
		}
	}
	b.WriteByte(')')
	return b.String(), true
}
