package profile

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

// mean holds every field against what it stands for. The error is the *Problem of the first that does not fit.
func (f file) mean(logo func(string) ([]byte, error)) (Profile, error) {
	p := Profile{Name: f.Name, Domains: f.Domains, Helpdesk: f.Helpdesk, Ticket: f.Ticket, Admin: f.Admin,
		Language: f.Language, MailApp: f.MailApp, LooksAfter: LooksAfter(f.LooksAfter), Readers: Readers(f.ReadReports),
		Methods: f.Methods, Limited: f.Methods != nil, NoHistory: f.KeepHistory != nil && !*f.KeepHistory}
	for _, check := range []func() error{f.seen, f.domains, f.addresses, f.ticket, f.known} {
		if err := check(); err != nil {
			return Profile{}, err
		}
	}
	var err error
	if p.Logo, err = f.picture(logo); err != nil {
		return Profile{}, err
	}
	return p, nil
}

// seen lets no character through that a person does not see: with it a text reads otherwise than it is, or goes on in
// the header of a mail.
func (f file) seen() error {
	fields := []struct{ name, text string }{{"name", f.Name}, {"helpdesk_mail", f.Helpdesk}, {"ticket_address", f.Ticket},
		{"admin_contact", f.Admin}, {"logo_file", f.LogoFile}, {"language", f.Language}, {"mail_app", f.MailApp}}
	for i, domain := range f.Domains {
		fields = append(fields, struct{ name, text string }{"domains/" + strconv.Itoa(i), domain})
	}
	for _, field := range fields {
		if strings.ContainsFunc(field.text, func(r rune) bool { return !unicode.IsPrint(r) }) {
			return &Problem{Kind: KindInvisible, Field: field.name, Got: visible(field.text)}
		}
	}
	return nil
}

func (f file) domains() error {
	for i, domain := range f.Domains {
		if err := consent.CheckOwnDomain(domain); err != nil {
			return &Problem{Kind: KindDomain, Field: "domains/" + strconv.Itoa(i), Got: visible(domain)}
		}
	}
	return nil
}

func (f file) addresses() error {
	for _, field := range []struct{ name, address string }{{"helpdesk_mail", f.Helpdesk}, {"admin_contact", f.Admin}} {
		if field.address != "" && consent.CheckReceiver(field.address) != nil {
			return &Problem{Kind: KindMail, Field: field.name, Got: visible(field.address)}
		}
	}
	return nil
}

func (f file) ticket() error {
	const field = "ticket_address"
	if f.Ticket == "" {
		return nil
	}
	_, err := consent.TicketURL(f.Ticket, f.Domains, consent.Ticket{})
	var rule *consent.RuleError
	switch {
	case errors.As(err, &rule) && rule.Rule == consent.RuleHost:
		return &Problem{Kind: KindTicketHost, Field: field, Got: visible(f.Ticket), Want: strings.Join(f.Domains, ", ")}
	case err != nil:
		return &Problem{Kind: KindTicket, Field: field, Got: visible(f.Ticket)}
	}
	return nil
}

// known holds the fields whose values come from other tables than the schema.
func (f file) known() error {
	var languages, apps []string
	for _, l := range wording.Languages() {
		languages = append(languages, l.Code)
	}
	for _, app := range diagnose.MailApps() {
		apps = append(apps, app.ID)
	}
	for _, field := range []struct {
		name, value string
		known       []string
	}{{"language", f.Language, languages}, {"mail_app", f.MailApp, apps}} {
		if field.value != "" && !slices.Contains(field.known, field.value) {
			return &Problem{Kind: KindValue, Field: field.name, Got: visible(field.value), Want: strings.Join(field.known, ", ")}
		}
	}
	return nil
}
