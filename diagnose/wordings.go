package diagnose

import (
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"sync"

	"synchelper/assets"
)

// Phrase is a row of assets/wordings.csv: a sentence or page title that stands for a cause without any number.
type Phrase struct {
	Cause      CauseID
	Lang       string     // BCP 47
	Text       string     // as Microsoft prints it; compared without regard to case, white space and kind of quote
	Confidence Confidence // Certain for Microsoft's own sentence, Likely for what people write about it
}

var phrases = sync.OnceValue(func() []Phrase { return parsed(assets.Wordings, parsePhrases) })

// Phrases returns the known wordings in the order of the file. The slice is shared: do not change it.
func Phrases() []Phrase { return phrases() }

// parsePhrases reads the columns cause,lang,confidence,phrase. Its error names every row that is broken.
func parsePhrases(text string) ([]Phrase, error) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	list := make([]Phrase, 0, len(rows))
	var broken []error
	for i, row := range rows[1:] {
		p := Phrase{Cause: CauseID(row[0]), Lang: row[1], Confidence: Confidence(row[2]), Text: row[3]}
		if p.Confidence == "" {
			p.Confidence = Certain
		}
		if !Known(p.Cause) && p.Cause != CauseUnknown {
			broken = append(broken, fmt.Errorf("line %d: there is no cause %q", i+2, p.Cause))
		}
		if strings.TrimSpace(p.Text) == "" {
			broken = append(broken, fmt.Errorf("line %d: an empty phrase", i+2))
		}
		list = append(list, p)
	}
	return list, errors.Join(broken...)
}
