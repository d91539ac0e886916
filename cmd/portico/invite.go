package main

import (
	"context"
	"fmt"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// inviteCommand lets somebody of the vendor in who needs nobody inside: the
// first administrator of a new installation.
type inviteCommand struct {
	Email string     `required:"" help:"E-mail address, which is the sign-in name."`
	Name  string     `required:"" help:"Name as others read it."`
	Role  actor.Role `default:"VENDOR_ADMIN" enum:"VENDOR_ADMIN,CHANNEL_MANAGER,TEMPLATE_DESIGNER,BRAND_APPROVER" help:"What the person will do."`
}

// Run prints the address at which the person sets a password.
func (c *inviteCommand) Run() error {
	ctx := actor.ForSystem(context.Background(), "invite-command")
	h, err := build(ctx, true)
	if err != nil {
		return err
	}
	defer h.close()
	link, err := h.svc.Members.Invite(ctx, member.Invitation{Email: c.Email, Name: c.Name, Roles: []actor.Role{c.Role}})
	if err != nil {
		return err
	}
	fmt.Printf("%s may set a password until %s at\n%s/invitation/%s\n", c.Email, link.ExpiresAt.UTC().Format("2 January 2006 15:04 UTC"), h.cfg.BaseURL(), link.Secret)
	return nil
}
