package main

import (
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/platform/mail"
)

// post is where mails come from and lead to. Without a server of mails there is
// the inbox only.
func (h *house) post() notice.Config {
	c := notice.Config{From: vendorName(h.cfg), Portal: h.cfg.PortalURL(), Leave: h.cfg.BaseURL() + "/unsubscribe/"}
	if m := h.cfg.Mail; m.On() {
		c.Sender = mail.New(mail.Config{Host: m.Host, Port: m.Port, TLS: mail.TLS(m.TLS), User: m.User, Password: m.Password.Reveal(), From: m.From, Timeout: m.Timeout})
	}
	return c
}
