// Package peers holds the peers of bench/render that are written in JavaScript,
// with a lock file that names every package they use.
package peers

import (
	"context"
	"embed"
	"io"

	"github.com/portico-prm/portico/bench/npm"
)

//go:embed *.mjs package.json package-lock.json
var files embed.FS

// Install fetches the peers once: 340 MB.
func Install(ctx context.Context, say io.Writer) (npm.Installed, error) {
	return npm.Install(ctx, files, "render", say)
}
