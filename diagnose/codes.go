package diagnose

import (
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"synchelper/assets"
)

// Code is one meaning of an AADSTS number: a row of assets/aadsts.csv. A number with several meanings has several
// rows; the one whose Sentence fits wins, and the row without a sentence is for when none does.
type Code struct {
	Number     int
	Name       string   // symbolic name as Microsoft prints it, e.g. "AdminConsentRequired"; may be empty
	Sentence   []string // lower-case phrases; one of them in what Entra said selects this row; empty: the default row
	Cause      CauseID
	Confidence Confidence // how sure the number (with its sentence) makes the cause
	Also       []CauseID
	Outside    bool // known, but no trouble of a mail app: the advice is that of its family, and it is said so
	Generic    bool // says only that something went wrong; a specific number beside it is the cause
}

var codes = sync.OnceValue(func() map[int][]Code { return parsed(assets.AADSTS, parseCodes) })

// parsed parses a table of assets. It ships with the program and is checked by a test, so one that is missing or has a
// broken row is a panic.
func parsed[T any](file string, parse func(text string) (T, error)) T {
	table, err := parse(string(assets.Table(file)))
	if err != nil {
		panic("assets/" + file + ": " + err.Error())
	}
	return table
}

// Codes returns every row of the table, by number.
func Codes() []Code {
	table := codes()
	var all []Code
	for _, number := range slices.Sorted(maps.Keys(table)) {
		all = append(all, table[number]...)
	}
	return all
}

// CodeKnown says whether the table has the AADSTS number.
func CodeKnown(number int) bool { return len(codes()[number]) > 0 }

// CodeMeaning returns what an AADSTS number means beside a sentence ("" when there is none); false when no row has it.
func CodeMeaning(number int, sentence string) (Code, bool) {
	rows := codes()[number]
	lower := strings.ToLower(sentence)
	for _, row := range rows {
		if slices.ContainsFunc(row.Sentence, func(p string) bool { return strings.Contains(lower, p) }) {
			return row, true
		}
	}
	for _, row := range rows {
		if len(row.Sentence) == 0 {
			return row, true
		}
	}
	return Code{}, false
}

// parseCodes reads the columns code,name,sentence,cause,confidence,also,flags; phrases are parted by "|", flags and
// causes by blanks. Its error names every row that is broken.
func parseCodes(text string) (map[int][]Code, error) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	table := make(map[int][]Code)
	var broken []error
	for i, row := range rows[1:] {
		code, err := parseCode(row)
		if err != nil {
			broken = append(broken, fmt.Errorf("line %d: %w", i+2, err))
		}
		table[code.Number] = append(table[code.Number], code)
	}
	return table, errors.Join(broken...)
}

func parseCode(row []string) (Code, error) {
	number, err := strconv.Atoi(row[0])
	if err != nil || number <= 0 {
		return Code{}, fmt.Errorf("%q is no AADSTS number", row[0])
	}
	code := Code{Number: number, Name: row[1], Cause: CauseID(row[3]), Confidence: Certain}
	if row[2] != "" {
		code.Sentence = strings.Split(strings.ToLower(row[2]), "|")
	}
	if !Known(code.Cause) && code.Cause != CauseUnknown {
		return Code{}, fmt.Errorf("AADSTS%d: there is no cause %q", number, row[3])
	}
	if row[4] != "" {
		code.Confidence = Confidence(row[4])
	}
	for _, id := range strings.Fields(row[5]) {
		if !Known(CauseID(id)) {
			return Code{}, fmt.Errorf("AADSTS%d: there is no cause %q", number, id)
		}
		code.Also = append(code.Also, CauseID(id))
	}
	flags := strings.Fields(row[6])
	code.Outside = slices.Contains(flags, "outside")
	code.Generic = slices.Contains(flags, "generic")
	return code, nil
}
