package config

import (
	"net/mail"
	"net/url"
	"strings"
)

func mailFrom(c *Config) *Complaint {
	a, err := mail.ParseAddress(c.Mail.From)
	if !c.Mail.On() && c.Mail.From == "" || err == nil && !strings.ContainsAny(a.Address, "\r\n") {
		return nil
	}
	return complain("PORTICO_MAIL_FROM", "Write an address, such as Vendor Partner Portal <portal@vendor.example>.", "%q is no sender of mails", c.Mail.From)
}

func mailUser(c *Config) *Complaint {
	if (c.Mail.User == "") == c.Mail.Password.IsZero() {
		return nil
	}
	return complain("PORTICO_SMTP_USER", "Set PORTICO_SMTP_USER and PORTICO_SMTP_PASSWORD, or neither.", "a user without a password, or a password without a user, signs in nowhere")
}

func mailInClear(c *Config) *Complaint {
	if c.Mail.TLS != "off" || c.Mail.User == "" {
		return nil
	}
	return complain("PORTICO_SMTP_TLS", "Set it to starttls or implicit.", "without TLS the password of PORTICO_SMTP_USER would be readable on the way")
}

func portalURL(c *Config) *Complaint {
	u, err := url.Parse(c.Mail.Portal)
	if c.Mail.Portal == "" || err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil {
		return nil
	}
	return complain("PORTICO_PORTAL_URL", "Write a web address, such as https://portal.vendor.example/notices.", "%q is no web address", c.Mail.Portal)
}

// PortalURL is where people read their notices.
func (c *Config) PortalURL() string {
	if c.Mail.Portal == "" {
		return c.BaseURL()
	}
	return c.Mail.Portal
}
