package report

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// newer says whether an object is a report of a version that this program does not know. Its schema and its version alone
// are looked at, as far as the text goes: all else in it may have another shape, lie too deep, or be cut off.
func newer(object []byte) bool {
	oneLine := bytes.Map(func(r rune) rune { // a mail program may have broken a string
		if r < ' ' {
			return ' '
		}
		return r
	}, object)
	d := json.NewDecoder(bytes.NewReader(oneLine))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return false
	}
	var schema, version json.RawMessage
	for err := error(nil); err == nil && (schema == nil || version == nil) && d.More(); {
		var key json.Token
		if key, err = d.Token(); err != nil {
			break
		}
		switch key {
		case "schema":
			err = d.Decode(&schema)
		case "version":
			err = d.Decode(&version)
		default:
			err = pass(d)
		}
	}
	var name string
	return json.Unmarshal(schema, &name) == nil && name == Schema && laterThan(Version, version)
}

// pass goes over the next value, however deep it is.
func pass(d *json.Decoder) error {
	for depth := 0; ; {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// aNumber is the first number in a version, whatever that is: 2, 2.5, "2.0", {"major": 2}.
var aNumber = regexp.MustCompile(`-?[0-9]+(?:\.[0-9]+)?(?:[eE]\+?[0-9]+)?`)

func laterThan(known int, version []byte) bool {
	n, _ := strconv.ParseFloat(strings.TrimSpace(aNumber.FindString(string(version))), 64) // infinite where it is too large
	return n > float64(known)
}

// opening is how far the brace may stand before what an object names.
const opening = 64 << 10

// Opening is where the object begins that is still open at the end of a text: the brace that none closes, else the last
// one; -1 where there is none.
func Opening(before []byte) int {
	closed := 0
	for at := len(before) - 1; at >= max(0, len(before)-opening); at-- {
		switch before[at] {
		case '}':
			closed++
		case '{':
			if closed--; closed < 0 {
				return at
			}
		}
	}
	return bytes.LastIndexByte(before, '{')
}
