package entra

import (
	"strings"
	"testing"
)

func TestLabelsAreReadBackwardsFromTheirValue(t *testing.T) {
	for _, c := range []struct {
		name, text string // the value is the X at the end
		want       label
	}{
		{"a page", "Request Id: X", labelRequest},
		{"a page that capitalises", "REQUEST ID: X", labelRequest},
		{"a description", "Trace ID: X", labelTrace},
		{"JSON", `"trace_id":"X`, labelTrace},
		{"JSON with blanks", `"trace_id" : "X`, labelTrace},
		{"camelCase", `"correlationId":"X`, labelCorrelation},
		{"single quotes", "'correlation_id': 'X", labelCorrelation},
		{"an arrow", "[correlation_id] => X", labelCorrelation},
		{"an equals sign", "correlation_id=X", labelCorrelation},
		{"a hyphen between", "Correlation ID - X", labelCorrelation},
		{"a table", "| Correlation ID | X", labelCorrelation},
		{"an element", "<CorrelationId>X", labelCorrelation},
		{"emphasis", "**Correlation ID:** `X", labelCorrelation},
		{"words before it", "here is the sample correlation id: X", labelCorrelation},
		{"a joined name", "Korrelations-ID: X", labelCorrelation},
		{"an apostrophe", "Code d'erreur : X", labelErrorCode},
		{"an article", "l'application 'X", labelApp},
		{"a sentence", "to use the application with ID 'X", labelApp},
		{"Chinese without blanks", "这是应用程序\"X", labelApp},
		{"Japanese", "相関 ID: X", labelCorrelation},
		{"a line of its own", "Correlation ID\nX", labelCorrelation},
		{"an underscore before it", "oauth_app_id: X", labelApp},
		{"an address", "https://login.microsoftonline.com/X", labelTenant},
		{"somebody's own name", "ParentRequestId: X", noLabel},
		{"a joined header", "x-ms-request-id: X", noLabel},
		{"part of a word", "myapp: X", noLabel},
		{"another word behind it", "Correlation ID of the first of many: X", noLabel},
		{"nothing", "X", noLabel},
		{"only a joint", ": X", noLabel},
		{"a digit between", "Correlation ID 5 X", noLabel},
		{"a very long word", strings.Repeat("a", 200) + "app: X", noLabel},
	} {
		p := newPage(c.text)
		if got, _ := p.labelBefore(len(p.low) - 1); got != c.want {
			t.Errorf("%s: %q gave %d, want %d", c.name, c.text, got, c.want)
		}
	}
}

func TestEveryLabelIsKnownBeforeAValue(t *testing.T) {
	for kind, words := range labelWords() {
		for word := range strings.FieldsSeq(words) {
			if strings.ContainsAny(word, "/") {
				continue // written with a joint that the squashed form has too
			}
			p := newPage("\n" + word + ": X")
			if got, _ := p.labelBefore(len(p.low) - 1); got != kind {
				t.Errorf("%q gave %d, want %d", word, got, kind)
			}
		}
	}
}

func TestNoLabelMeansTwoThings(t *testing.T) {
	seen := make(map[string]label)
	for kind, words := range labelWords() {
		for word := range strings.FieldsSeq(words) {
			if before, ok := seen[word]; ok && before != kind {
				t.Errorf("%q is %d and %d", word, before, kind)
			}
			if len(word) > longestLabel {
				t.Errorf("%q is longer than what is looked for", word)
			}
			if word != strings.ToLower(word) {
				t.Errorf("%q is not in lower case", word)
			}
			seen[word] = kind
		}
	}
}

func TestBlankInALabelIsRemembered(t *testing.T) {
	for text, want := range map[string]bool{"Request Id: X": true, "requestId: X": false, "request_id: X": false} {
		p := newPage(text)
		if _, b := p.labelBefore(len(p.low) - 1); b.spaced != want {
			t.Errorf("%q: %v", text, b.spaced)
		}
	}
}

func TestSoftLabelsBeginWithACapital(t *testing.T) {
	for text, want := range map[string]label{
		"aadErrorCode: X": labelErrorCode, "lastErrorCode=X": labelErrorCode, "myerrorcode: X": noLabel,
	} {
		p := newPage(text)
		if got := p.softLabel(len(p.low) - 1); got != want {
			t.Errorf("%q gave %d, want %d", text, got, want)
		}
	}
}

func TestNearestValueIsThatOfTheError(t *testing.T) {
	at := func(positions ...int) func(int) int { return func(i int) int { return positions[i] } }
	for _, c := range []struct {
		name  string
		place place
		where func(int) int
		n     int
		want  int
	}{
		{"none", place{start: 50, end: 60, to: 100}, at(), 0, -1},
		{"one behind", place{start: 50, end: 60, to: 100}, at(70), 1, 0},
		{"one before", place{start: 50, end: 60, to: 100}, at(10), 1, 0},
		{"behind rather than before", place{start: 50, end: 60, to: 100}, at(10, 70), 2, 1},
		{"before rather than behind where ids stand above", place{start: 50, end: 60, to: 100, above: true}, at(10, 70), 2, 0},
		{"the first behind", place{start: 50, end: 60, to: 100}, at(70, 80), 2, 0},
		{"the last before", place{start: 50, end: 60, to: 100}, at(10, 20), 2, 1},
		{"not behind the next error", place{start: 50, end: 60, to: 65}, at(10, 70), 2, 0},
		{"not before the last error", place{start: 50, end: 60, from: 30, to: 100}, at(10, 70), 2, 1},
		{"outside rather than nothing", place{start: 50, end: 60, from: 40, to: 65}, at(10, 70), 2, 0},
	} {
		if got := c.place.nearest(c.n, c.where); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestSurveyChoosesThePlaceToRead(t *testing.T) {
	for _, c := range []struct {
		name   string
		survey survey
		want   int
	}{
		{"nothing", survey{}, 0},
		{"one", survey{sites: []site{{at: 7, number: 50105}}}, 7},
		{"the heaviest", survey{sites: []site{{at: 7, number: 50105}, {at: 9, number: 65001, weight: 3}}}, 9},
		{"the first of equals", survey{sites: []site{{at: 7, number: 50105, weight: 3}, {at: 9, number: 65001, weight: 3}}}, 7},
		{"the last of equals in a log", survey{latest: true, sites: []site{{at: 7, number: 50105}, {at: 9, number: 65001}}}, 9},
		{"no normal step", survey{latest: true, sites: []site{{at: 7, number: 50105}, {at: 9, number: 50058}}}, 7},
		{"a normal step alone", survey{sites: []site{{at: 9, number: 50058}}}, 9},
		{"a wording", survey{sites: []site{{at: 9, weight: -1}}}, 9},
	} {
		if got := c.survey.place(); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}
