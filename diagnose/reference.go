package diagnose

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// crockford is Douglas Crockford's base 32: no I, L, O or U, so that a reference survives a telephone.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	referenceChars = 8  // five bits each, before the check character
	idBits         = 14 // of the id's beginning that fit beside cause, mail app and day
	dayBits        = 14 // enough until 2064
	appBits        = 4
	idChars        = 26
	idShown        = 3   // characters of it in which those bits are
	numberNone     = 255 // CauseNone; 0 is CauseUnknown
)

// ErrReference is returned for a text that is no reference, or one that was mistyped.
var ErrReference = errors.New("this is no SyncHelper reference, or a character of it is wrong")

// ErrShortReference is ErrReference for the beginning of one.
var ErrShortReference = fmt.Errorf("%w: its end is missing", ErrReference)

// referenceEpoch is day 0 of a reference.
func referenceEpoch() time.Time { return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) }

// Reference is what the short code SH-XXXX-XXXX-C holds: enough for a helpdesk to know what a call is about.
type Reference struct {
	Cause   CauseID
	MailApp string    // id of the mail app; OtherMailApp for one that does not ship
	Day     time.Time // midnight UTC of the day of the first run
	IDBits  uint16    // the first 14 bits of Diagnosis.ID
}

// NewID draws a random diagnosis id, 26 characters of Crockford base 32, from random (crypto/rand.Reader).
func NewID(random io.Reader) (string, error) {
	raw := make([]byte, idChars)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", fmt.Errorf("draw an id: %w", err)
	}
	for i, b := range raw {
		raw[i] = crockford[b&31]
	}
	return string(raw), nil
}

// IsID says whether a text has the form of an id.
func IsID(text string) bool { return len(text) == idChars && strings.Trim(text, crockford) == "" }

// Reference returns the reference of a diagnosis.
func (d Diagnosis) Reference() Reference {
	day := cmp.Or(d.Began, d.Created).UTC().Truncate(24 * time.Hour)
	return Reference{Cause: d.Verdict.Cause, MailApp: appOrOther(d.Subject.MailApp), Day: day,
		IDBits: idBeginning(d.ID)}
}

// Under is the diagnosis under a reference that somebody has of it already; as it is where that one says something else.
func (d Diagnosis) Under(r Reference) Diagnosis {
	own := d.Reference()
	if r.Cause != own.Cause || r.MailApp != own.MailApp || !IsID(d.ID) {
		return d
	}
	bits, begins := r.IDBits<<1, [idShown]byte{} // whose last bit no reference holds
	for i := range begins {
		begins[i] = crockford[bits>>(5*(idShown-1-i))&31]
	}
	d.ID, d.Began = string(begins[:])+d.ID[idShown:], r.Day
	return d
}

func idBeginning(id string) uint16 {
	var bits uint16
	for i := range idShown {
		value := 0
		if i < len(id) {
			value = max(strings.IndexByte(crockford, id[i]), 0)
		}
		bits = bits<<5 | uint16(value)
	}
	return bits >> 1
}

// Number is the reference as forty bits, which NumberedReference turns back.
func (r Reference) Number() uint64 {
	days := uint64(r.Day.Sub(referenceEpoch())/(24*time.Hour)) & (1<<dayBits - 1)
	bits := uint64(causeNumber(r.Cause))
	bits = bits<<appBits | uint64(appNumber(r.MailApp))
	bits = bits<<dayBits | days
	return bits<<idBits | uint64(r.IDBits)
}

// String prints the reference as SH-XXXX-XXXX-C.
func (r Reference) String() string {
	bits := r.Number()
	var values [referenceChars]byte
	for i := referenceChars - 1; i >= 0; i-- {
		values[i] = byte(bits & 31)
		bits >>= 5
	}
	text := append(make([]byte, 0, len("SH-XXXX-XXXX-C")), "SH"...)
	for i, v := range append(values[:], checkValue(values[:])) {
		if i%4 == 0 {
			text = append(text, '-')
		}
		text = append(text, crockford[v])
	}
	return string(text)
}

// ParseReference reads a reference as people type it: any case, hyphens and blanks anywhere, O for 0, I and L for 1, and
// behind it what ends a sentence. A mistyped character, or two neighbours swapped, gives ErrReference.
func ParseReference(text string) (Reference, error) {
	text = strings.TrimRight(text, " .,;:!?)]\"'")
	clean := strings.NewReplacer("-", "", "–", "", "—", "", "‑", "", " ", "", "O", "0", "I", "1", "L", "1").
		Replace(strings.ToUpper(text))
	clean, found := strings.CutPrefix(clean, "SH")
	switch {
	case found && clean != "" && len(clean) <= referenceChars && strings.Trim(clean, crockford) == "":
		return Reference{}, ErrShortReference
	case !found || len(clean) != referenceChars+1:
		return Reference{}, ErrReference
	}
	values := make([]byte, len(clean))
	var bits uint64
	for i := range len(clean) {
		v := strings.IndexByte(crockford, clean[i])
		if v < 0 {
			return Reference{}, ErrReference
		}
		values[i] = byte(v)
		if i < referenceChars {
			bits = bits<<5 | uint64(v)
		}
	}
	if checkValue(values[:referenceChars]) != values[referenceChars] {
		return Reference{}, ErrReference
	}
	return NumberedReference(bits)
}

// NumberedReference is the reference of a Number, or ErrReference where its number is no cause's.
func NumberedReference(bits uint64) (Reference, error) {
	r := Reference{MailApp: OtherMailApp, IDBits: uint16(bits & (1<<idBits - 1))}
	bits >>= idBits
	r.Day = referenceEpoch().AddDate(0, 0, int(bits&(1<<dayBits-1)))
	bits >>= dayBits
	for _, app := range MailApps() {
		if uint64(app.Number) == bits&(1<<appBits-1) {
			r.MailApp = app.ID
		}
	}
	cause, ok := causeByNumber(uint8(bits >> appBits))
	if !ok {
		return Reference{}, ErrReference
	}
	r.Cause = cause
	return r, nil
}

// appOrOther is the mail app's id, Apple's when none was chosen.
func appOrOther(id string) string {
	if id == OtherMailApp {
		return id
	}
	return MailAppOf(id).ID
}

// appNumber is 0 for an application that does not ship.
func appNumber(id string) uint8 {
	if id == OtherMailApp {
		return 0
	}
	return MailAppOf(id).Number
}

func causeNumber(id CauseID) uint8 {
	if id == CauseNone {
		return numberNone
	}
	return CauseOf(id).Number
}

func causeByNumber(number uint8) (CauseID, bool) {
	switch number {
	case 0:
		return CauseUnknown, true
	case numberNone:
		return CauseNone, true
	}
	for _, c := range Causes() {
		if c.Number == number {
			return c.ID, true
		}
	}
	return "", false
}

// checkValue is a weighted sum over the field of 32 elements (polynomial x⁵+x²+1) with the weights α, α², …: unlike
// a plain sum it sees every single wrong character and every two characters swapped.
func checkValue(values []byte) byte {
	var sum byte
	for i := len(values) - 1; i >= 0; i-- {
		sum = double(sum ^ values[i])
	}
	return sum
}

func double(v byte) byte {
	v <<= 1
	if v&32 != 0 {
		v ^= 0b100101
	}
	return v
}
