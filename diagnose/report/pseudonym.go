package report

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// KeySize is how many random bytes a key of pseudonyms has at least.
const KeySize = 32

// ErrKey says that a key is too short to hide anything: whoever guesses it can try out addresses.
var ErrKey = errors.New("the key of the pseudonyms is too short")

// Pseudonyms gives the same pseudonym to the same name in every export that is made with the same key. Without the key
// nobody can tell whose it is, and two people with two keys have none in common.
type Pseudonyms struct {
	key   []byte
	given map[string]string // pseudonym to name
}

// NewPseudonyms returns an error when the key has fewer than KeySize bytes.
func NewPseudonyms(key []byte) (*Pseudonyms, error) {
	if len(key) < KeySize {
		return nil, ErrKey
	}
	return &Pseudonyms{key: slices.Clone(key), given: make(map[string]string)}, nil
}

// KeyFile is what the file of a key is called in the folder of settings.
const KeyFile = "pseudonyms.key"

// PseudonymsOf reads the key that a file holds; the first time it is drawn and written down, readable by its owner only.
func PseudonymsOf(path string, random io.Reader) (*Pseudonyms, error) {
	key, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		key = make([]byte, KeySize)
		if _, err = io.ReadFull(random, key); err != nil {
			return nil, err
		}
		if err = os.MkdirAll(filepath.Dir(path), 0o700); err == nil {
			err = WriteAtomic(path, key)
		}
	}
	if err != nil {
		return nil, err
	}
	return NewPseudonyms(key)
}

// Pseudonym is a name with what stands for it.
type Pseudonym struct{ Pseudonym, Name string }

// Mapping lists what was given so far, for the person to keep: nothing else leads back.
func (p *Pseudonyms) Mapping() []Pseudonym {
	var list []Pseudonym
	for _, name := range slices.Sorted(maps.Keys(p.given)) {
		list = append(list, Pseudonym{name, p.given[name]})
	}
	return list
}

// Names is the mapping as a table for a spreadsheet. It never goes into the file that holds the pseudonyms.
func (p *Pseudonyms) Names() ([]byte, error) {
	rows := [][]string{{"pseudonym", "name"}}
	for _, m := range p.Mapping() {
		rows = append(rows, []string{m.Pseudonym, Cell(m.Name)})
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (p *Pseudonyms) sum(kind, name string) []byte {
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(kind + "\x00" + name))
	return mac.Sum(nil)
}

// word is eight characters that stand for a name: 40 bits, so that a million names have none twice.
func (p *Pseudonyms) word(kind, name string) string {
	return strings.ToLower(base32.HexEncoding.EncodeToString(p.sum(kind, name)[:5]))
}

func (p *Pseudonyms) note(pseudonym, name string) string {
	p.given[pseudonym] = name
	return pseudonym
}

// ownForm is what a pseudonym of an address or a domain looks like: it is not given another one. The end .example is
// nobody's (RFC 2606).
var ownForm = regexp.MustCompile(`^(user-[0-9a-v]{8}@)?(host-[0-9a-v]{8}\.)?org-[0-9a-v]{8}\.example$`)

// Domain stands for a company's domain.
func (p *Pseudonyms) Domain(name string) string {
	name = strings.ToLower(strings.Trim(name, ". "))
	if name == "" || ownForm.MatchString(name) {
		return name
	}
	return p.note("org-"+p.word("domain", name)+".example", name)
}

// host stands for a host name; one that lies under a domain of the company still does.
func (p *Pseudonyms) host(name string, domains []string) string {
	name = strings.ToLower(strings.Trim(name, ". "))
	for _, d := range domains {
		if strings.HasSuffix(name, "."+d) {
			return p.note("host-"+p.word("host", name)+"."+p.Domain(d), name)
		}
	}
	return p.Domain(name)
}

// Address stands for a mail address; those of one company share its domain.
func (p *Pseudonyms) Address(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if name == "" || ownForm.MatchString(name) {
		return name
	}
	at := strings.LastIndexByte(name, '@')
	return p.note("user-"+p.word("address", name)+"@"+p.Domain(name[at+1:]), name)
}

// ID stands for a GUID, in the form of one: version 8 (RFC 9562), which no company's id has. One that is the same in every
// company stays.
func (p *Pseudonyms) ID(name string) string {
	if name == "" || publicID(name) {
		return name
	}
	name = strings.ToLower(name)
	sum := p.sum("id", name)[:16]
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	return p.note(fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:]), name)
}
