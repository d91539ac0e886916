package main

import (
	"context"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rip"
	"github.com/portico-prm/portico/content/spec"
)

// stage is a template with pictures of its pages and its sample partners, ready
// to be looked at.
type stage struct {
	*job
	dir    string
	tpl    *content.Template
	wishes sync.Map // of a sample partner and a day -> its job: logos are taken in once
}

// staged is a sample partner's job, or why there is none.
type staged struct {
	job   content.Job
	found problem.List
}

// stage compiles a folder and has its pages pictured. It is nil when something
// was refused.
func (j *job) stage(dir string) *stage {
	pkg := j.template(dir)
	if j.refused() {
		return nil
	}
	return j.stagePictured(dir, pkg)
}

func (j *job) stagePictured(dir string, pkg *content.Package) *stage {
	pkg, err := pictured(pkg, j)
	if err != nil {
		j.Problems = append(j.Problems, problemOf(dir, err))
		return nil
	}
	return j.stageOf(dir, pkg)
}

func (j *job) stageOf(dir string, pkg *content.Package) *stage {
	tpl, err := pkg.Template()
	if err != nil {
		j.Problems = append(j.Problems, problemOf(dir, err))
		return nil
	}
	return &stage{job: j, dir: dir, tpl: tpl}
}

// pictured starts the press only where there is a page to picture: that takes a
// moment.
func pictured(pkg *content.Package, j *job) (*content.Package, error) {
	if !slices.ContainsFunc(pkg.Manifest().Pieces, func(e spec.Entry[*spec.Piece]) bool { return e.Value.Kind == spec.KindPDF }) {
		return pkg, nil
	}
	press, err := rip.Open(pressCache())
	if err != nil {
		return nil, err
	}
	defer press.Close()
	pkg, found, err := pkg.Pictured(context.Background(), press)
	j.Problems = append(j.Problems, found...)
	return pkg, err
}

// pressCache is where the press keeps what it compiled; nowhere, if there is no
// place for it.
func pressCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir = filepath.Join(dir, "portico", "press")
	if os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	return dir
}

// fixtures are the names of the sample partners, as tests write them.
func (s *stage) fixtures() []string { return slices.Sorted(maps.Keys(s.tpl.Manifest().Fixtures)) }

// wish is the job of a sample partner on a day.
func (s *stage) wish(fixture string, day time.Time) (content.Job, problem.List) {
	once, _ := s.wishes.LoadOrStore(fixture+day.Format(time.DateOnly), sync.OnceValue(func() staged { return s.take(fixture, day) }))
	w := once.(func() staged)()
	return w.job, w.found
}

func (s *stage) take(fixture string, day time.Time) staged {
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return staged{found: unreadable(s.dir, "folder")}
	}
	defer root.Close()
	w, err := guarded(func() (staged, error) {
		job, found := content.JobFor(root.FS(), path.Dir(fixture), s.tpl.Manifest().Fixture(fixture), day, logo.Limits{})
		return staged{job, found}, nil
	})
	if err != nil {
		w.found = problem.List{problemOf(fixture, err)}
	}
	return w
}

// looks are the outputs of a piece that look different from each other: of a PDF
// the first, of a picture one for each shape.
func looks(p *spec.Piece) (names []string) {
	seen := map[string]bool{}
	for _, o := range p.Outputs {
		shape := o.Value.Layout
		if !seen[shape] {
			seen[shape] = true
			names = append(names, o.Name)
		}
	}
	return names
}

// each works things off on all processors.
func each[T any](things []T, do func(T)) {
	next := make(chan T)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for t := range next {
				do(t)
			}
		})
	}
	for _, t := range things {
		next <- t
	}
	close(next)
	wait.Wait()
}

// short is the name of a sample partner without its folder.
func short(fixture string) string { return strings.TrimSuffix(path.Base(fixture), path.Ext(fixture)) }

// sentences are the problems that block, for people.
func sentences(found problem.List) (all []string) {
	for _, p := range found {
		if p.Severity == problem.Error {
			all = append(all, p.String())
		}
	}
	return all
}
