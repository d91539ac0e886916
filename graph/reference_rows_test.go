package graph_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/db"
)

// record is a row as to_jsonb gives it.
type record map[string]any

func (r record) text(column string) string {
	s, _ := r[column].(string)
	return s
}

// number is a column of integers.
func (r record) number(column string) int64 {
	n, _ := r[column].(json.Number)
	i, _ := n.Int64()
	return i
}

// at is a column of moments; the zero time for null.
func (r record) at(column string) time.Time {
	t, _ := time.Parse(time.RFC3339Nano, r.text(column))
	return t
}

// now tells whether a row holds at this moment.
func (r record) now() bool {
	now, end := time.Now(), r.at("valid_to")
	return !r.at("valid_from").After(now) && (end.IsZero() || end.After(now))
}

// tables reads whole tables under the database role of a reach, which leaves
// only the rows that the actor may see.
type tables struct {
	t    testing.TB
	db   *db.DB
	who  *actor.Actor
	kept map[string][]record
}

// restless are tables that reading itself changes: refusals go into the trail.
var restless = map[string]bool{"audit_entry": true, "api_token": true}

// columns of tables of which nobody may read all.
var columns = map[string]string{
	"api_token":        "id, person_id, name, scopes, expires_at, last_used_at, revoked_at",
	"template_version": "id, template_id, version, state, content_sha256, problems, published_at, withdrawn_at, withdraw_why, created_at",
}

func (d *tables) all(reach access.Reach, table string) []record {
	d.t.Helper()
	key := reach.DBRole() + " " + table
	if _, ok := d.kept[key]; !ok {
		d.kept[key] = d.read(reach, table)
	}
	return d.kept[key]
}

// forget makes the next operation read anew what may have changed.
func (d *tables) forget() {
	for key := range d.kept {
		if _, table, _ := strings.Cut(key, " "); restless[table] {
			delete(d.kept, key)
		}
	}
}

func (d *tables) read(reach access.Reach, table string) (out []record) {
	d.t.Helper()
	ctx := context.Background()
	tx, err := d.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	d.must(err)
	defer tx.Rollback() //nolint:errcheck // nothing was written
	_, err = tx.ExecContext(ctx, fmt.Sprintf("set local role %s; set local portico.partner = '%s'; set local portico.person = '%s'; set local portico.principal = '%s'",
		reach.DBRole(), d.who.Partner, d.who.Person, d.who.Principal()))
	d.must(err)
	list := columns[table]
	if list == "" {
		list = "*"
	}
	rows, err := tx.QueryContext(ctx, "select to_jsonb(t) from (select "+list+" from "+table+") t")
	d.must(err)
	defer rows.Close()
	for rows.Next() {
		var raw []byte
		d.must(rows.Scan(&raw))
		var r record
		in := json.NewDecoder(bytes.NewReader(raw))
		in.UseNumber()
		d.must(in.Decode(&r))
		out = append(out, r)
	}
	d.must(rows.Err())
	return out
}

func (d *tables) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// needs are the actions that reading a type asks for, as its fields in the
// schema say ("Needs partner.read").
var needs = map[string]access.Action{
	"Partner": access.PartnerRead, "PartnerType": access.PartnerRead, "PortfolioLink": access.PartnerRead,
	"Person": access.MemberRead, "ApiToken": access.TokenManage,
	"Program": access.ProgramRead, "Tier": access.ProgramRead, "Membership": access.ProgramRead, "Agreement": access.ProgramRead,
	"AgreementText": access.ProgramRead, "ProductAuthorization": access.ProgramRead, "Certification": access.TrainingRead,
	"TemplateVersion": access.LibraryRead, "Asset": access.LibraryRead, "AssetFile": access.LibraryRead, "Template": access.LibraryRead,
	"Logo": access.LogoRead, "Rendition": access.CobrandRead, "AuditEntry": access.AuditRead,
	"BrandMark": access.LogoDecide, "BulkRender": access.CobrandRead, "BulkRenderItem": access.CobrandRead,
	"Approval": access.CobrandRead,
}

// tableOf are the tables in which the rows of a type lie.
var tableOf = map[string]string{
	"Partner": "partner", "PartnerType": "partner_type", "PortfolioLink": "portfolio_link", "Person": "person", "ApiToken": "api_token",
	"Program": "program", "Tier": "tier", "Membership": "membership", "Agreement": "agreement", "AgreementText": "agreement_text",
	"ProductAuthorization": "product_authorization", "Certification": "certification", "TemplateVersion": "template_version",
	"Asset": "asset", "AssetFile": "asset_version", "Logo": "logo", "Rendition": "rendition", "AuditEntry": "audit_entry",
	"BrandMark": "brand_mark", "BulkRender": "bulk_render", "BulkRenderItem": "bulk_render_item",
	"Approval": "approval",
}

// reach says how far the actor sees things of a type.
func (r *reference) reach(typ string) (access.Reach, error) {
	if r.who == nil {
		return 0, fault.New(fault.Unauthenticated, "nobody")
	}
	reach := access.Of(r.who, needs[typ])
	if reach == access.None {
		return 0, fault.New(fault.Forbidden, "not for this role")
	}
	return reach, nil
}

// about is reach for the matter of one partner; empty is the actor's own.
func (r *reference) about(typ, partner string) (access.Reach, error) {
	reach, err := r.reach(typ)
	if err != nil || partner == "" || partner == r.who.Partner {
		return reach, err
	}
	if reach == access.Own || r.find(reach, "partner", "id", partner) == nil {
		return 0, none()
	}
	return reach, nil
}

func none() error { return fault.New(fault.NotFound, "nothing") }

// find is the first row with a value in a column.
func (r *reference) find(reach access.Reach, table, column, value string) record {
	for _, row := range r.rows.all(reach, table) {
		if row.text(column) == value {
			return row
		}
	}
	return nil
}

// things are the rows of a type that a condition holds for, in an order.
func (r *reference) things(typ string, order func(a, b record) int, holds func(record) bool) ([]thing, error) {
	reach, err := r.reach(typ)
	if err != nil {
		return nil, err
	}
	return sorted(typ, order, filter(r.rows.all(reach, tableOf[typ]), holds)), nil
}

// one is the row of a type with a key; nil when the viewer sees none.
func (r *reference) one(typ, column, key string) (any, error) {
	reach, err := r.reach(typ)
	if err != nil {
		return nil, err
	}
	if row := r.find(reach, tableOf[typ], column, key); row != nil {
		return thing{typ: typ, row: row}, nil
	}
	return nil, nil
}

// perhaps is one where what may not be asked is null.
func (r *reference) perhaps(typ, column, key string) (any, error) {
	if _, err := r.reach(typ); err != nil {
		return nil, nil
	}
	return r.one(typ, column, key)
}

// localID is the uuid in a global id.
func localID(kind string, global any) (string, error) {
	text, _ := global.(string)
	k, id, err := ids.Split(text)
	if err == nil && k != kind {
		err = none()
	}
	return strings.ToLower(id), err
}

// before reads the trail before the operation adds to it what it was refused.
func (r *reference) before(text string) {
	if reach := access.Of(r.who, access.AuditRead); strings.Contains(text, "auditTrail") && reach != access.None {
		r.rows.all(reach, "audit_entry")
	}
}
