package cobrand

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// work is an order with all that it takes to make it.
type work struct {
	order    Order
	version  *library.Version
	manifest *spec.Manifest
	standing *Standing
	decision rule.Decision
	via      string
	job      content.Job
	template *content.Template
}

// look reads what an order needs in one snapshot and decides.
func (s *Service) look(ctx context.Context, v *gate.View, o Order) (*work, error) {
	w := &work{order: o, via: v.Via()}
	var err error
	if w.version, w.manifest, err = s.published(ctx, v, o.Template); err != nil {
		return nil, err
	}
	if w.standing, err = standing(ctx, v, o.Partner); err != nil {
		return nil, err
	}
	if err := w.settle(); err != nil {
		return nil, w.unlessHidden(v, err)
	}
	if w.template, err = s.library.Open(ctx, w.version); err != nil {
		return nil, err
	}
	if err := w.decide(v); err != nil {
		return nil, err // first: of a hidden template not even its word on distributors may be known
	}
	return w, w.mayActFor(ctx, v)
}

// published is the version of a template that is published, with its manifest.
func (s *Service) published(ctx context.Context, v *gate.View, id library.TemplateID) (*library.Version, *spec.Manifest, error) {
	ver, err := library.PublishedOf(ctx, v, id)
	if err != nil {
		return nil, nil, err
	}
	manifests, err := s.library.Manifests(ctx, v, []*library.Version{ver})
	return ver, manifests[ver.ID], err
}

// mayActFor holds a distributor to the template's word on who may make it for
// a reseller.
func (w *work) mayActFor(ctx context.Context, v *gate.View) error {
	if w.via == "" {
		return nil
	}
	acting, err := partner.ByID(ctx, v, partner.ID(w.via))
	if err != nil {
		return err
	}
	kind, err := partner.TypeOf(ctx, v, acting.TypeKey)
	if err != nil {
		return err
	}
	if slices.Contains(w.manifest.Rules().OnBehalf, typeWord(kind)) {
		return nil
	}
	return fault.Coded(fault.Forbidden, "NOT_ON_BEHALF", "This template is made by the reseller itself; a %s cannot make it on behalf of one.", strings.ToLower(kind.Name))
}

// unlessHidden keeps a mistake in an order, which names what there is instead,
// from those who may not know of the template.
func (w *work) unlessHidden(v *gate.View, err error) error {
	if rule.Judge(w.manifest.Rules(), *listing(w.standing, v, "")).Result == rule.Hidden {
		return gate.Absent()
	}
	return err
}

// settle fills in piece, output and language where the order leaves them open.
func (w *work) settle() error {
	if err := w.settleForm(); err != nil {
		return err
	}
	w.order.Language = w.language()
	return nil
}

// settleForm fills in piece and output, which are the same for every partner.
func (w *work) settleForm() error {
	piece, err := choose(w.manifest.Pieces.Names(), w.order.Piece, "piece", "piece")
	if err != nil {
		return err
	}
	out, err := choose(offered(w.manifest, piece), w.order.Output, "output", "output of "+piece)
	if err != nil {
		return err
	}
	if len(w.order.Language) > 35 { // the longest that BCP 47 asks programs to take
		return fault.Field(fault.Invalid, "language", "FORMAT", "Give the language as a code, such as de or pt-BR.")
	}
	w.order.Piece, w.order.Output = piece, out
	return nil
}

func offered(m *spec.Manifest, piece string) []string {
	p, _ := m.Pieces.Get(piece)
	return slices.DeleteFunc(p.Outputs.Names(), func(name string) bool {
		o, _ := p.Outputs.Get(name)
		return o.Internal
	})
}

func choose(known []string, wish, field, word string) (string, error) {
	if wish == "" && len(known) > 0 {
		return known[0], nil
	}
	if slices.Contains(known, wish) {
		return wish, nil
	}
	return "", fault.Field(fault.Invalid, field, "UNKNOWN_"+strings.ToUpper(field), "There is no %s %q. Choose one of: %s.", word, wish, strings.Join(known, ", "))
}

// language is the one asked for or what stands in for it, else the first of the person's and the
// partner's languages that the template has, else the template's own.
func (w *work) language() string {
	if w.order.Language != "" {
		return w.manifest.Language(w.order.Language)
	}
	wishes := w.standing.Partner.Languages
	if p := w.standing.Person; p != nil && !w.standing.OnBehalf {
		wishes = append([]string{p.Locale}, wishes...)
	}
	for _, l := range wishes {
		if slices.Contains(w.manifest.Languages.Available, l) {
			return l
		}
	}
	return w.manifest.Languages.Default
}

// decide asks the template's rules, with the facts of the partner and of the
// job. Hidden is absent: its existence is news.
func (w *work) decide(v *gate.View) error {
	w.job.Piece, w.job.Output, w.job.Language = w.order.Piece, w.order.Output, w.order.Language
	w.job.Values, w.job.Input = values(w.standing), w.order.Fields
	w.job.Facts = facts(w.standing, v.Now(), tongue("", w.standing))
	if w.judge(false); w.decision.Result == rule.Hidden {
		return gate.Absent()
	}
	return nil
}

// judge asks the rules as if a person had said yes to these inputs, or not.
func (w *work) judge(granted bool) {
	f := w.template.Facts(w.job)
	if granted {
		f = f.With("approval.granted", rule.Flag(true))
	}
	w.decision = rule.Decide(w.manifest.Rules(), f)
	w.decision.Explain(f)
	w.job.Obligations = w.decision.Obligations
}

// equip loads the marks.
func (s *Service) equip(ctx context.Context, w *work) error {
	mine, err := s.load(ctx, w.standing.Logos, w.order.Variant)
	if err != nil {
		return err
	}
	parents, err := s.load(ctx, w.standing.ParentLogos, "")
	w.job.Marks = map[string][]content.VariantMark{"partner.logos": mine, "parent.logos": parents}
	return err
}

// inputs is everything that the bytes depend on, in a form that is stored with
// the rendition: the same inputs give the same bytes.
type inputs struct {
	Template    string              `json:"template"` // hash of the content of the version
	Engine      string              `json:"engine"`
	Piece       string              `json:"piece"`
	Output      string              `json:"output"`
	Language    string              `json:"language"`
	Values      map[string]string   `json:"values"`
	Fields      map[string]string   `json:"fields"`
	Marks       map[string][]string `json:"marks"` // source -> variant and hash of each
	Obligations []string            `json:"obligations"`
	Conditions  string              `json:"conditions"` // hash of the facts that zones may ask
}

func (w *work) inputs() (json.RawMessage, string, error) {
	in := inputs{Template: w.version.ContentSHA256, Engine: content.Engine, Piece: w.job.Piece, Output: w.job.Output,
		Language: w.job.Language, Values: w.job.Values, Fields: w.job.Input, Marks: map[string][]string{}, Obligations: w.job.Obligations}
	for source, marks := range w.job.Marks {
		for _, m := range marks {
			in.Marks[source] = append(in.Marks[source], m.Variant+":"+m.Mark.Key)
		}
	}
	facts, err := json.Marshal(w.job.Facts.Values)
	if err != nil {
		return nil, "", err
	}
	in.Conditions = hexsum(facts)
	raw, err := json.Marshal(in) // maps are written in the order of their keys
	return raw, hexsum(raw), err
}

func hexsum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
