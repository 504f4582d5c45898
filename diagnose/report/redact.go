package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// fieldForm is the form of a path in the exported form.
var fieldForm = regexp.MustCompile(`^[a-z_]+(/[a-z_0-9]+){0,4}$`)

// redactor changes a diagnosis field by field and notes what it changed.
type redactor struct {
	pseudonyms *Pseudonyms // nil for the user's own IT
	domains    []string    // of the people in the diagnosis
	people     []string    // their addresses
	given      []string    // parts of their names, as addresses hold them
	apps       []string    // the names of applications that do not ship; they may say whose they are
	removed    []Removal
	secret     bool // something that looks like a secret was met: nothing of this is written
}

func redact(d diagnose.Diagnosis, reader Readership, p *Pseudonyms) Copy {
	r := &redactor{pseudonyms: p}
	r.meet(d)
	d.Observations, d.Stages, d.SignIns = slices.Clone(d.Observations), slices.Clone(d.Stages), slices.Clone(d.SignIns)
	r.day("created", &d.Created)
	r.text("subject/address", &d.Subject.Address)
	r.tenant("subject/tenant", &d.Subject.Tenant)
	r.text("subject/tenant_id", &d.Subject.TenantID)
	for i := range d.Stages {
		path := "stages/" + strconv.Itoa(i) + "/"
		r.day(path+"started", &d.Stages[i].Started)
		r.stated(path+"finding", &d.Stages[i].Finding)
	}
	for i := range d.Observations {
		r.observation("observations/"+strconv.Itoa(i)+"/", &d.Observations[i])
	}
	for i := range d.SignIns {
		path, s := "sign_ins/"+strconv.Itoa(i)+"/", &d.SignIns[i]
		r.day(path+"at", &s.At)
		r.text(path+"client_id", &s.ClientID)
		r.text(path+"correlation_id", &s.CorrelationID)
		r.stated(path+"ended", &s.Ended)
	}
	return Copy{Diagnosis: d, For: reader, Removed: r.removed, secret: r.secret}
}

// meet collects whose names and domains the diagnosis holds, before anything is changed.
func (r *redactor) meet(d diagnose.Diagnosis) {
	people := []string{d.Subject.Address}
	domain := func(name string) {
		if name = strings.ToLower(name); strings.Contains(name, ".") && !publicHost(name) && !slices.Contains(r.domains, name) {
			r.domains = append(r.domains, name)
		}
	}
	domain(d.Subject.Domain())
	domain(d.Subject.Tenant)
	for _, o := range d.Observations {
		people = append(people, o.Account)
		if o.Said != nil {
			people = append(people, o.Said.User)
			domain(o.Said.Tenant)
			if len(o.Said.AppName) > 1 && !isPublicName(o.Said.AppName) {
				r.apps = append(r.apps, o.Said.AppName)
			}
		}
	}
	for _, who := range people {
		local, host, ok := strings.Cut(who, "@")
		if !ok {
			continue
		}
		domain(host)
		if host != "" {
			r.people = append(r.people, who)
		}
		if !(diagnose.Subject{Address: who}).SoundsShared() {
			r.given = append(r.given, nameParts(local)...)
		}
	}
}

func (r *redactor) note(field string, why Why) {
	if n := (Removal{field, why}); !slices.Contains(r.removed, n) {
		r.removed = append(r.removed, n)
	}
}

// text changes a short field in which a name, an id or an address stands.
func (r *redactor) text(field string, text *string) {
	*text = r.clean(field, *text)
}

// tenant changes a field in which a company stands: readers outside get no name of one without a dot either.
func (r *redactor) tenant(field string, name *string) {
	r.text(field, name)
	if r.pseudonyms != nil && *name != "" && *name != entra.Removed && !guidForm.MatchString(*name) && !r.isNoHost(*name) {
		r.note(field, removedHost)
		*name = r.pseudonyms.Domain(*name)
	}
}

// stated changes a field in SyncHelper's own words, into which a server's have come: whose certificate, which proxy.
func (r *redactor) stated(field string, text *string) {
	if r.pseudonyms != nil {
		*text = r.quoted(field, *text)
	}
	r.text(field, text)
}

// day leaves of a time its day, for readers outside: to the second it tells one sign-in from all others.
func (r *redactor) day(field string, at *time.Time) {
	if r.pseudonyms == nil || at.IsZero() {
		return
	}
	if day := at.UTC().Truncate(24 * time.Hour); !day.Equal(*at) {
		r.note(field, removedTime)
		*at = day
	}
}

func (r *redactor) observation(path string, o *diagnose.Observation) {
	r.day(path+"at", &o.At)
	r.person(path+"account", &o.Account)
	lines := o.Text
	if o.Text != "" {
		if o.Source == diagnose.SourceText {
			r.excerpt(path, o)
		} else if r.pseudonyms != nil {
			o.Text = r.quoted(path+"text", o.Text)
		}
		r.text(path+"text", &o.Text)
	}
	if o.Said == nil {
		return
	}
	s := *o.Said
	o.Said, path = &s, path+"said/"
	s.Sentence = r.sentence(path+"sentence", s.Sentence, lines)
	if r.pseudonyms != nil {
		r.forget(path, &s)
	}
	for name, field := range map[string]*string{"error": &s.Error, "error_subcode": &s.Subcode, "suberror": &s.Suberror,
		"claims": &s.Claims, "correlation_id": &s.CorrelationID, "trace_id": &s.TraceID, "app_id": &s.AppID,
		"app_name": &s.AppName, "resource": &s.Resource} {
		r.text(path+name, field)
	}
	r.tenant(path+"tenant", &s.Tenant)
	r.person(path+"user", &s.User)
	s.Spans = nil // they are of the text as it was
}

// forget takes out what Microsoft said of one company and one moment alone.
func (r *redactor) forget(path string, s *diagnose.Said) {
	if !s.Timestamp.IsZero() {
		r.note(path+"timestamp", removedTime)
		s.Timestamp = time.Time{}
	}
	if s.Claims != "" {
		r.note(path+"claims", removedClaims)
		s.Claims = ""
	}
}

// person changes a field that names somebody: an address, or else a name.
func (r *redactor) person(field string, who *string) {
	if *who != "" && *who != diagnose.UnnamedAccount && !strings.Contains(*who, "@") && !guidForm.MatchString(*who) {
		r.note(field, removedName)
		*who = ""
		return
	}
	r.text(field, who)
}
