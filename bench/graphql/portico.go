package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/portico-prm/portico/bench/drive"
	"github.com/portico-prm/portico/bench/graphql/figures"
	"github.com/portico-prm/portico/internal/base/ids"
)

// roles are who may ask, and the address with which they sign in.
var roles = map[string]string{"manager": "channel@veldmark.example", "distributor": "person1@alder-1.example"}

// The measured binary is the one that is shipped and one file more, laid over its
// sources: the address where the runtime's figures are read.
const more = `package main

import "github.com/portico-prm/portico/bench/graphql/figures"

func init() { figures.Serve() }
`

func buildPortico(ctx context.Context, dir string) (string, error) {
	where, err := exec.CommandContext(ctx, "go", "list", "-f", "{{.Dir}}", "github.com/portico-prm/portico/cmd/portico").Output()
	if err != nil {
		return "", fmt.Errorf("go list: %w", err)
	}
	extra, overlay := filepath.Join(dir, "figures.go"), filepath.Join(dir, "overlay.json")
	replaced, _ := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(strings.TrimSpace(string(where)), "bench_figures.go"): extra}})
	if err := os.WriteFile(extra, []byte(more), 0o644); err != nil {
		return "", err
	}
	if err := os.WriteFile(overlay, replaced, 0o644); err != nil {
		return "", err
	}
	return goBuild(ctx, filepath.Join(dir, "portico"), "-overlay", overlay, "github.com/portico-prm/portico/cmd/portico")
}

func goBuild(ctx context.Context, to string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{"build", "-o", to}, args...)...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, out)
	}
	return to, nil
}

// porticoServer is the running binary and the address of its figures.
type porticoServer struct {
	*drive.Server
	figures string
}

func (s *stage) startPortico(ctx context.Context) (*porticoServer, error) {
	binary, err := buildPortico(ctx, s.dir)
	if err != nil {
		return nil, err
	}
	told, err := drive.FreeAddress()
	if err != nil {
		return nil, err
	}
	p, err := drive.Start(ctx, drive.Options{Binary: binary, Env: []string{drive.NoBudgets, "DATABASE_URL=" + s.database.own.URL,
		"PORTICO_DATABASE_UNSAFE=true", "PORTICO_DATABASE_CONNS=" + strconv.Itoa(poolSize), "PORTICO_LOG_LEVEL=error", figures.Address + "=" + told}})
	if err != nil {
		return nil, err
	}
	s.down = append(s.down, p.Stop)
	return &porticoServer{p, told}, nil
}

// admitPortico gets a token for the role, and the ids that the operations name.
func (s *stage) admitPortico(ctx context.Context, p *porticoServer) error {
	c, err := p.SignIn(ctx, roles[s.options.role])
	if err != nil {
		return err
	}
	var a struct {
		CreateAPIToken struct {
			Secret     string
			UserErrors []drive.UserError
		}
	}
	err = c.Do(ctx, `mutation { createApiToken(input: {name: "bench"}) { secret userErrors { message } } }`, nil, &a)
	if err != nil || len(a.CreateAPIToken.UserErrors) > 0 {
		return fmt.Errorf("token: %w %v", err, a.CreateAPIToken.UserErrors)
	}
	v, err := s.variables(ctx)
	s.add(server{name: "portico", url: p.URL + "/graphql", token: a.CreateAPIToken.Secret, pid: p.PID(), figures: p.figures,
		text: func(o operation) string { return o.portico },
		vars: drive.Vars{"id": ids.Global("Partner", v.Partner), "template": ids.Global("Template", v.Template), "word": word}})
	return err
}

// variables are the first distributor and the datasheet, as stored.
type variables struct{ Partner, Template string }

func (s *stage) variables(ctx context.Context) (v variables, err error) {
	err = s.database.GetContext(ctx, &v, `select (select id from partner where slug = 'alder-1') as partner,
  (select id from template where slug = 'edge-gateway-datasheet') as template`)
	return v, err
}
