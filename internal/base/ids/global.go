package ids

import (
	"encoding/base64"
	"strings"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Global is the opaque id that the API shows: the type and the row's UUID.
// An id of another type does not decode, so a template's id can never be used
// where a partner's is meant.
func Global(kind, id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(kind + ":" + id))
}

// Split takes a global id apart and spells the UUID in small letters, as the
// database does. The message is the same for every mistake.
func Split(global string) (kind, id string, err error) {
	raw, bad := base64.RawURLEncoding.DecodeString(global)
	kind, id, ok := strings.Cut(string(raw), ":")
	if bad != nil || !ok || !Valid(id) {
		return "", "", fault.New(fault.NotFound, "There is nothing with this id that you may see.")
	}
	return kind, strings.ToLower(id), nil
}

// Local gives the UUID of a global id of the wanted type.
func Local(want, global string) (string, error) {
	kind, id, err := Split(global)
	if err == nil && kind != want {
		err = fault.New(fault.NotFound, "There is nothing with this id that you may see.")
	}
	if err != nil {
		return "", err
	}
	return id, nil
}
