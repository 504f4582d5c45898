package intake

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
)

// skim reads of an exported report, or of its line for a log system, what a row needs and jumps over the rest: a folder
// may hold a hundred thousand. It gives up (false) on everything that is not as this program writes it, and the package
// report then has the word.
func skim(raw []byte) (diagnose.Diagnosis, bool) {
	s := scanner{text: raw, sound: true}
	k := skimmed{d: diagnose.Diagnosis{Foreign: true}}
	s.object(func(key []byte) { s.report(&k, key) })
	d := &k.d
	if k.event != nil {
		if k.event.Timestamp.Equal(d.Created) { // no time of its own was known
			k.event.Timestamp = time.Time{}
		}
		d.Observations = []diagnose.Observation{{Source: diagnose.SourceText, Said: k.event}}
	}
	known := diagnose.Known(d.Verdict.Cause) || d.Verdict.Cause == diagnose.CauseNone || d.Verdict.Cause == diagnose.CauseUnknown
	sure := slices.Contains([]diagnose.Confidence{diagnose.Certain, diagnose.Likely, diagnose.Possible, diagnose.Unsure}, d.Verdict.Confidence)
	if k.reference != d.Reference().String() { // it holds the day of a first run, or was changed
		return *d, false
	}
	return *d, s.sound && k.schema == report.Schema && k.version >= 1 && k.version <= report.Version && known && sure
}

// skimmed is what was read of a report so far.
type skimmed struct {
	d                 diagnose.Diagnosis
	schema, reference string
	version           int
	subject, observed bool
	event             *diagnose.Said // of a line for a log system
}

func (k *skimmed) said() *diagnose.Said {
	if k.event == nil {
		k.event = new(diagnose.Said)
	}
	return k.event
}

// report goes over a field of the exported form, or of the form for log systems: they have no name in common.
func (s *scanner) report(k *skimmed, key []byte) {
	d := &k.d
	switch string(key) {
	case "schema":
		k.schema = s.word()
	case "version":
		k.version = s.number()
	case "reference":
		k.reference = s.word()
	case "id":
		d.ID = s.word()
	case "created":
		d.Created = s.time()
	case "subject":
		k.subject = true
		s.subject(&d.Subject)
	case "verdict":
		if s.verdict(&d.Verdict); k.complete() {
			s.toTheEnd()
		}
	case "observations":
		k.observed = true
		s.list(func() { d.Observations = append(d.Observations, s.observation()) })
	case "@timestamp":
		k.said().Timestamp = s.time()
	case "event", "error", "user", "organization", "synchelper":
		s.object(func(name []byte) { s.event(k, key, name) })
	default:
		s.skip()
	}
}

// complete says whether a row needs nothing more than the verdict.
func (k *skimmed) complete() bool {
	return k.schema != "" && k.version != 0 && k.reference != "" && k.d.ID != "" && !k.d.Created.IsZero() && k.subject && k.observed
}

// toTheEnd goes over the second half of a report in one step: what can be done, which no row needs. How a report ends, in
// one line or in many, no part of one does, so one that was cut off is not taken for whole.
func (s *scanner) toTheEnd() {
	whole := bytes.TrimRight(s.text, " \r\n")
	if bytes.HasSuffix(whole, []byte("]}}")) || bytes.HasSuffix(whole, []byte("]\n }\n}")) {
		s.at = len(whole) - 1
	}
}

// event goes over a field of a group in the form for log systems.
func (s *scanner) event(k *skimmed, group, name []byte) {
	switch string(group) + "/" + string(name) {
	case "event/id":
		k.d.ID = s.word()
	case "event/created":
		k.d.Created = s.time()
	case "error/code":
		k.said().Primary = s.entra()
	case "user/email":
		k.d.Subject.Address = s.word()
	case "organization/id":
		k.d.Subject.TenantID = s.word()
	case "organization/name":
		k.d.Subject.Tenant = s.word()
	case "synchelper/cause":
		k.d.Verdict.Cause = diagnose.CauseID(s.word())
	case "synchelper/confidence":
		k.d.Verdict.Confidence = diagnose.Confidence(s.word())
	case "synchelper/mail_app":
		k.d.Subject.MailApp = s.word()
	case "synchelper/app_id":
		k.said().AppID = s.word()
	case "synchelper/correlation_id":
		k.said().CorrelationID = s.word()
	case "synchelper/request_id":
		k.said().TraceID = s.word()
	case "synchelper/schema", "synchelper/version", "synchelper/reference":
		s.report(k, name)
	default:
		s.skip()
	}
}

// entra is the next number of Microsoft Entra, as a word.
func (s *scanner) entra() int {
	number, found := strings.CutPrefix(s.word(), "AADSTS")
	n, err := strconv.Atoi(number)
	s.sound = s.sound && found && err == nil
	return n
}

func (s *scanner) subject(to *diagnose.Subject) {
	s.object(func(key []byte) {
		switch string(key) {
		case "address":
			to.Address = s.word()
		case "tenant":
			to.Tenant = s.word()
		case "tenant_id":
			to.TenantID = s.word()
		case "mail_app":
			to.MailApp = s.word()
		default:
			s.skip()
		}
	})
}

func (s *scanner) verdict(to *diagnose.Verdict) {
	s.object(func(key []byte) {
		switch string(key) {
		case "cause":
			to.Cause = diagnose.CauseID(s.word())
		case "confidence":
			to.Confidence = diagnose.Confidence(s.word())
		default:
			s.skip()
		}
	})
}

func (s *scanner) observation() (o diagnose.Observation) {
	s.object(func(key []byte) {
		switch string(key) {
		case "source":
			o.Source = diagnose.Source(s.word())
		case "said":
			if !s.null() {
				o.Said = s.said()
			}
		default:
			s.skip()
		}
	})
	return o
}

func (s *scanner) said() *diagnose.Said {
	var said diagnose.Said
	s.object(func(key []byte) {
		switch string(key) {
		case "primary":
			said.Primary = s.number()
		case "timestamp":
			said.Timestamp = s.time()
		case "correlation_id":
			said.CorrelationID = s.word()
		case "trace_id":
			said.TraceID = s.word()
		case "app_id":
			said.AppID = s.word()
		default:
			s.skip()
		}
	})
	return &said
}

// scanner goes through one JSON value, byte by byte. It is sound as long as all was as expected.
type scanner struct {
	text  []byte
	at    int
	sound bool
}

// next is the next byte that is no white space; 0 at the end.
func (s *scanner) next() byte {
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; c {
		case ' ', '\n', '\r', '\t':
		default:
			return c
		}
	}
	return 0
}

// take says whether the next byte is c, and goes behind it.
func (s *scanner) take(c byte) bool {
	if s.sound && s.next() == c {
		s.at++
		return true
	}
	return false
}

// want is take for what must be there.
func (s *scanner) want(c byte) {
	s.sound = s.take(c)
}

// object calls field for each key, with the scanner at its value, which field goes over.
func (s *scanner) object(field func(key []byte)) {
	if s.want('{'); s.take('}') {
		return
	}
	for s.sound {
		key := s.quoted()
		s.want(':')
		if s.sound {
			field(key)
		}
		if !s.take(',') {
			s.want('}')
			return
		}
	}
}

// list calls each for every value of a list; a null is an empty one.
func (s *scanner) list(each func()) {
	if s.null() {
		return
	}
	if s.want('['); s.take(']') {
		return
	}
	for s.sound {
		each()
		if !s.take(',') {
			s.want(']')
			return
		}
	}
}

// null says whether the next value is null, and goes over it.
func (s *scanner) null() bool {
	const word = "null"
	if s.next() != 'n' || len(s.text)-s.at < len(word) || string(s.text[s.at:s.at+len(word)]) != word {
		return false
	}
	s.at += len(word)
	return true
}

// quoted is what stands between the next two quotation marks, as it is written.
func (s *scanner) quoted() []byte {
	s.want('"')
	if !s.sound {
		return nil
	}
	start := s.at
	end := closing(s.text, start)
	if s.sound = end >= 0; !s.sound {
		return nil
	}
	s.at = end + 1
	return s.text[start:end]
}

// closing is where the quotation mark stands that ends what begins at a place; -1 where there is none.
func closing(text []byte, from int) int {
	for at := from; ; at++ {
		next := bytes.IndexByte(text[at:], '"')
		if next < 0 {
			return -1
		}
		if at += next; at == from || text[at-1] != '\\' {
			return at
		}
		if slashes := at - from - len(bytes.TrimRight(text[from:at], `\`)); slashes%2 == 0 { // else it is one in the text
			return at
		}
	}
}

// word is the next string; "" for null. One that a mail program has broken, or that has escapes which are wrong, is not
// sound.
func (s *scanner) word() (text string) {
	if s.null() {
		return ""
	}
	raw := s.quoted()
	plain := !slices.ContainsFunc(raw, func(c byte) bool { return c < ' ' || c >= 0x80 || c == '\\' })
	if plain || !s.sound {
		return string(raw)
	}
	s.sound = json.Unmarshal(s.text[s.at-len(raw)-2:s.at], &text) == nil
	return text
}

// number is the next whole number; 0 for null.
func (s *scanner) number() int {
	if s.null() {
		return 0
	}
	s.next()
	start := s.at
	for s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '9' {
		s.at++
	}
	n, err := strconv.Atoi(string(s.text[start:s.at]))
	s.sound = s.sound && err == nil
	return n
}

// time is the next time; the zero time for null.
func (s *scanner) time() time.Time {
	text := s.word()
	if text == "" || !s.sound {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	s.sound = err == nil && report.InCalendar(at)
	return at
}

// skip goes over the next value, however deep it is.
func (s *scanner) skip() {
	s.next()
	text, at := s.text, s.at
	for depth := 0; s.sound && at < len(text); {
		switch text[at] {
		case '"':
			if at = closing(text, at+1); at < 0 {
				s.sound = false
				return
			}
			at++
		case '{', '[':
			depth++
			at++
		case '}', ']':
			depth--
			at++
		case ',', ':', ' ', '\n', '\r', '\t':
			at++
			continue
		default: // a number or a word
			at = literalEnd(text, at)
		}
		if s.at = at; depth <= 0 {
			s.sound = depth == 0
			return
		}
	}
	s.sound = false
}

// literalEnd is where a number, true, false or null ends that begins at a place.
func literalEnd(text []byte, at int) int {
	for ; at < len(text); at++ {
		switch text[at] {
		case ',', '}', ']', ' ', '\n', '\r', '\t':
			return at
		}
	}
	return at
}
