package blob

import (
	"context"
	"errors"
	"io/fs"
	"syscall"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

// absent is the answer for what is not there and for what is no key.
func absent(k Key) error {
	return &fault.Error{Kind: fault.NotFound, Message: "There is no such file.", Cause: errors.New("blob: no " + string(k))}
}

// storage turns an error of the store into a fault that says whether to try again.
func storage(err error) error {
	var f *fault.Error
	switch {
	case err == nil, errors.As(err, &f):
		return err
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return &fault.Error{Kind: fault.Unavailable, Code: "STORAGE_FULL", Retry: 30 * time.Second, Cause: err,
			Message: "There is no room to store this at the moment. Reading goes on; try again later."}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &fault.Error{Kind: fault.Unavailable, Code: "TIMEOUT", Retry: time.Second, Cause: err,
			Message: "This took too long and was stopped. Try again."}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fault.Wrap(fault.Internal, err, "Something broke on our side.")
	}
	return away(err)
}

// away is a store that does not answer as it should.
func away(err error) error {
	return &fault.Error{Kind: fault.Unavailable, Code: "STORAGE_AWAY", Retry: 5 * time.Second, Cause: err,
		Message: "The file store cannot be reached at the moment. Try again in a moment."}
}
