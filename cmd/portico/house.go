package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/portico-prm/portico/graph"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/badge"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/lapse"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/playbook"
	"github.com/portico-prm/portico/internal/channel/training/progress"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/channel/training/session"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/config"
	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/feed"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/pglocal"
	"github.com/portico-prm/portico/internal/platform/sandbox"
	"github.com/portico-prm/portico/internal/platform/schema"
	"github.com/portico-prm/portico/internal/platform/server"
)

// house is the program put together. It is built from the ground up and taken
// down in the opposite order; every command that needs the database uses it.
type house struct {
	cfg   *config.Config
	log   *slog.Logger
	db    *db.DB
	gate  *gate.Gate
	files blob.Store
	disk  *blob.Disk // nil when files are in S3
	pool  *sandbox.Pool
	svc   *graph.Services
	own   *pglocal.Server // nil when DATABASE_URL names a server
	down  []func()
	clock clock
	quiet atomic.Bool // the gate says nothing of single steps

	pressed func() *sandbox.Pool // the press, which starts when it is first asked for
}

// build reads the configuration and puts the house together. wide says whether
// uploads will be read: then the workers start.
func build(ctx context.Context, wide bool) (*house, error) {
	h := &house{}
	if err := h.raise(ctx, wide); err != nil {
		h.close()
		return nil, err
	}
	return h, nil
}

func (h *house) raise(ctx context.Context, wide bool) (err error) {
	if h.cfg, err = config.Read(); err != nil {
		return err
	}
	h.cfg.Tune()
	h.log = h.cfg.Logger(os.Stderr)
	for _, w := range h.cfg.Warnings() {
		h.log.WarnContext(ctx, w)
	}
	if wide || h.cfg.DatabaseURL.IsZero() {
		if err := h.cfg.MakeDataDir(); err != nil {
			return err
		}
	}
	steps := []func(context.Context) error{h.database, h.store, h.workers, h.services}
	if !wide {
		steps = steps[:1]
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// database opens the given one, or starts the private one.
func (h *house) database(ctx context.Context) error {
	url, owner := h.cfg.DatabaseURL.Reveal(), h.cfg.MigrateURL.Reveal()
	if url == "" {
		own, err := pglocal.Start(ctx, pglocal.Options{Dir: h.cfg.DataDir, Fsync: true, Bin: h.cfg.PostgresBin,
			NPM: filepath.Join(h.cfg.DataDir, "npm"), Log: h.log})
		if err != nil {
			return err
		}
		h.own, url = own, own.URL
		h.down = append(h.down, own.Stop)
	}
	if owner == "" {
		owner = url
	}
	if err := h.migrate(ctx, owner); err != nil {
		return err
	}
	var err error
	h.db, err = db.Open(ctx, db.Config{URL: url, Pooled: h.cfg.DatabasePooled, Unsafe: h.cfg.DatabaseUnsafe, MaxOpen: h.cfg.DatabaseConns})
	if err != nil {
		return err
	}
	h.down = append(h.down, func() { _ = h.db.Close() })
	h.gate = gate.New(h.db, slog.New(hush{h.log.Handler(), &h.quiet}), h.clock.now)
	return nil
}

func (h *house) migrate(ctx context.Context, url string) error {
	d, err := db.Open(ctx, db.Config{URL: url, Unsafe: h.cfg.DatabaseUnsafe, MaxOpen: 3})
	if err != nil {
		return err
	}
	defer d.Close()
	applied, err := schema.Up(ctx, d)
	if len(applied) > 0 {
		h.log.InfoContext(ctx, "migrated", "files", applied)
	}
	return err
}

// store opens the place of files: S3 when it is named, else the data folder.
func (h *house) store(ctx context.Context) (err error) {
	if s3 := h.cfg.S3; s3.Endpoint != "" {
		h.files, err = blob.NewS3(ctx, blob.S3Config{Endpoint: s3.Endpoint, Bucket: s3.Bucket, Region: s3.Region, Access: s3.Key, Secret: s3.Secret.Reveal()})
		return err
	}
	keys, err := h.cfg.SigningKeys()
	if err != nil {
		return err
	}
	h.disk, err = blob.NewDisk(blob.DiskConfig{Dir: filepath.Join(h.cfg.DataDir, "files"), UploadURL: h.cfg.BaseURL() + "/upload", Secret: keys[0]})
	h.files = h.disk
	return err
}

func (h *house) workers(context.Context) error {
	h.pool = sandbox.New(sandbox.Config{Size: h.cfg.IntakeWorkers, Wall: h.cfg.IntakeWall, Memory: int64(h.cfg.IntakeMemory), Log: h.log})
	h.down = append(h.down, func() { _ = h.pool.Close() })
	return nil
}

// press is the worker that pictures pages. It comes up with the first template
// that is uploaded, and stays.
func (h *house) press() func() *sandbox.Pool {
	var started atomic.Pointer[sandbox.Pool]
	h.down = append(h.down, func() {
		if p := started.Load(); p != nil {
			_ = p.Close()
		}
	})
	return sync.OnceValue(func() *sandbox.Pool {
		p := sandbox.New(sandbox.Config{Command: sandbox.Self("press"), Size: 1, Start: pressStart, Wait: pressStart, Wall: pressWall,
			Memory: pressMemory, MaxPayload: pressPayload, Log: h.log})
		started.Store(p)
		return p
	})
}

// What the press may take. A template of 200 pages is drawn in half a minute.
const (
	pressStart   = 90 * time.Second // on a busy machine
	pressWall    = time.Minute
	pressMemory  = 1 << 30
	pressPayload = 256 << 20 // a folder of 50 MB with clean copies for its variants
)

func (h *house) services(context.Context) error {
	keys, err := h.cfg.SigningKeys()
	if err != nil {
		return err
	}
	signer, err := server.NewSigner(time.Now, keys...)
	if err != nil {
		return fmt.Errorf("signing key: %w", err)
	}
	issuer, err := h.issuer()
	if err != nil {
		return err
	}
	h.pressed = h.press()
	lib, learned := library.NewService(h.gate, h.files, h.pool).WithPress(h.pressed), learning.NewService(h.gate)
	draws := cobrand.NewService(h.gate, lib, h.files, h.pool, cobrand.Options{ReviewLogos: h.cfg.ReviewLogos, Slots: h.cfg.RenderSlots, Log: h.log})
	h.svc = &graph.Services{
		Gate:     h.gate,
		Partners: partner.NewService(h.gate),
		Members: member.NewService(h.gate, member.Config{Idle: h.cfg.SessionIdle, AdminIdle: h.cfg.AdminIdle,
			Life: h.cfg.SessionLife, Slots: h.cfg.HashingSlots, Insecure: !h.secure()}),
		Programs:  program.NewService(h.gate),
		Learning:  learned,
		Quizzes:   quiz.NewService(h.gate, learned, h.pool),
		Courses:   course.NewService(h.gate, h.files, h.pool),
		Playbooks: playbook.NewService(h.gate),
		Training:  training.NewService(h.gate),
		Effects:   effect.NewService(h.gate),
		Progress:  progress.NewService(h.gate),
		Lapses:    lapse.NewService(h.gate),
		Notices:   notice.NewService(h.gate, h.post()),
		Sessions:  session.NewService(h.gate, learned),
		Transfers: transfer.NewService(h.gate, learned, h.cfg.BaseURL()),
		Library:   lib,
		Cobrand:   draws,
		Badges:    badge.NewService(h.gate, draws, issuer),
		Links:     graph.NewLinks(signer, h.cfg.BaseURL(), h.cfg.LinkLife, time.Now),
		Feed:      feed.New(h.log),
	}
	h.svc.Awards = award.NewService(h.gate, h.svc.Training, h.files, lib)
	h.svc.Learning.Tell(h.svc.Awards)
	h.svc.Quizzes.Tell(h.svc.Awards) // locks the partner, so it comes first
	h.svc.Training.Tell(h.svc.Awards)
	h.svc.Learning.Tell(h.svc.Effects)
	h.svc.Quizzes.Tell(h.svc.Effects)
	h.svc.Training.Tell(h.svc.Effects)
	h.svc.Training.Tell(h.svc.Lapses)
	h.svc.Programs.Tell(h.svc.Lapses)
	h.svc.Courses.AskOfQuizzes(quiz.Missing)
	learned.Tell(h.svc.Playbooks)
	return nil
}

// close takes the house down, the newest part first.
func (h *house) close() {
	for i := len(h.down) - 1; i >= 0; i-- {
		h.down[i]()
	}
	h.down = nil
}

// secure tells whether browsers reach us by https.
func (h *house) secure() bool { return strings.HasPrefix(h.cfg.BaseURL(), "https://") }
