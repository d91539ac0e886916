package cobrand

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// ApprovalID names a piece that waits for a person.
type ApprovalID string

// ApprovalState is where it stands.
type ApprovalState string

// The states; see the diagram in the package comment.
const (
	Requested ApprovalState = "REQUESTED"
	Granted   ApprovalState = "APPROVED" // the piece is being made
	Made      ApprovalState = "MADE"
	Lapsed    ApprovalState = "LAPSED" // what it was asked for has changed since
	Declined  ApprovalState = "DECLINED"
	TakenBack ApprovalState = "WITHDRAWN"
)

// ApprovalMoves are all the moves there are.
var ApprovalMoves = map[ApprovalState][]ApprovalState{
	Requested: {Granted, Declined, TakenBack},
	Granted:   {Made, Lapsed},
}

// Move tells whether an approval may change so.
func (s ApprovalState) Move(to ApprovalState) error {
	if slices.Contains(ApprovalMoves[s], to) {
		return nil
	}
	return fault.Coded(fault.Conflict, "APPROVAL_STATE", "An approval that is %s cannot become %s.", s, to)
}

// Approval is a piece that a person looks at before it is made.
type Approval struct {
	ID          ApprovalID         `db:"id"`
	PartnerID   partner.ID         `db:"partner_id"`
	ViaID       *partner.ID        `db:"via_distributor_id"` // the distributor that asks for a reseller
	TemplateID  library.TemplateID `db:"template_id"`
	VersionID   library.VersionID  `db:"template_version_id"`
	Piece       string             `db:"piece"`
	Output      string             `db:"output"`
	Language    string             `db:"language"`
	Fields      json.RawMessage    `db:"fields"`
	Variant     *Variant           `db:"logo_variant"`
	InputSHA256 string             `db:"input_sha256"`
	Because     gate.Strings       `db:"because"`
	Desks       gate.Strings       `db:"desks"`
	Note        string             `db:"note"`
	State       ApprovalState      `db:"state"`
	By          member.ID          `db:"requested_by"`
	DueAt       *time.Time         `db:"due_at"`
	CreatedAt   time.Time          `db:"created_at"`
}

// order is the piece that it is about.
func (a *Approval) order() (Order, error) {
	o := Order{Template: a.TemplateID, Partner: a.PartnerID, Piece: a.Piece, Output: a.Output, Language: a.Language}
	if a.Variant != nil {
		o.Variant = *a.Variant
	}
	return o, json.Unmarshal(a.Fields, &o.Fields)
}

// desks are the roles that the words of templates mean. The vendor's
// administrator sits at every desk.
var desks = map[actor.Role][]string{
	actor.BrandApprover:    {"role/brand-approver"},
	actor.ChannelManager:   {"role/channel-manager", "role/channel-marketing"},
	actor.DistributorAdmin: {"role/distributor-admin"},
}

// mayDecide holds who decides to the template's word, and keeps those who asked
// from answering themselves.
func (a *Approval) mayDecide(who *actor.Actor) error {
	if who.Person == string(a.By) || who.Partner != "" && (who.Partner == string(a.PartnerID) || a.ViaID != nil && who.Partner == string(*a.ViaID)) {
		return fault.Coded(fault.Forbidden, "OWN_APPROVAL", "Nobody approves what was asked in the own house. Somebody else decides.")
	}
	for _, r := range who.Roles {
		if r == actor.VendorAdmin || slices.ContainsFunc(desks[r], func(d string) bool { return slices.Contains(a.Desks, d) }) {
			return nil
		}
	}
	return fault.Coded(fault.Forbidden, "NOT_THIS_DESK", "This template is approved by %s.", strings.Join(a.Desks, " or "))
}
