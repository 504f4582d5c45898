package house

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/triage"
)

// messages are the messages of English by key. Every language has the same keys; diagnose/wording holds that.
func messages(t *testing.T) map[string]any {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal([]byte(read(t, "assets/messages/en.json")), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// built are keys that the code puts together: a beginning, a value, an end.
type built struct {
	begin  string
	values []string
	ends   []string
	may    []string // ends that not every value needs
}

// builtKeys names every such key by what fills it, so that a new card, stage or cause is missed until it has its words.
func builtKeys(t *testing.T) []built {
	t.Helper()
	rooms := typedRooms(t)
	of := func(room, name string) []string { return constantsOf(t, rooms, room, name) }
	plain := []string{""}
	var causes, families, scenarios, weekdays, fields []string
	for _, c := range diagnose.Causes() {
		causes, families = append(causes, string(c.ID)), append(families, string(c.Family))
	}
	for _, s := range session.Scenarios() {
		scenarios = append(scenarios, s.ID)
	}
	for _, f := range (triage.Row{}).Fields()[1:] { // where a row stands is no difference
		fields = append(fields, f.Name)
	}
	for day := range 7 {
		weekdays = append(weekdays, strings.ToLower(time.Weekday(day).String()[:3]))
	}
	reasons := slices.DeleteFunc(of("diagnose", "ReasonKind"), func(kind string) bool { return kind == string(diagnose.ReasonPassed) })
	return []built{
		{"cause.", append(slices.Clone(causes), "none", "unknown", "unsigned"),
			[]string{".title", ".explain", ".do", ".short", ".helpdesk", ".admin"}, []string{".ask", ".who", ".admin_first"}},
		{"choice.", causes, nil, plain},
		{"foreign.", strangers(t), nil, plain},
		{"card.", of("diagnose", "Card"), []string{".title", ".hint"}, nil},
		{"ui.running.", of("diagnose", "RunPart"), plain, nil},
		{"ui.stage.", of("diagnose", "StageID"), plain, nil},
		{"ui.help.stage.", of("diagnose", "StageID"), plain, nil},
		{"ui.stage_state.", of("diagnose", "StageState"), plain, nil},
		{"who.first.", of("diagnose", "Who"), plain, nil},
		{"who.then.", of("diagnose", "Who"), plain, nil},
		{"triage.who.", of("diagnose", "Who"), plain, nil},
		{"triage.ground.", of("diagnose/triage", "Ground"), plain, nil},
		{"triage.unread.", of("diagnose/triage", "Reason"), plain, nil},
		{"question.", of("diagnose", "Question"), plain, nil},
		{"meanwhile.", of("diagnose", "Meanwhile"), plain, nil},
		{"confidence.", of("diagnose", "Confidence"), plain, nil},
		{"reason.", reasons, plain, nil},
		{"reason.passed.", provingStages(), plain, nil},
		{"reason.fact.", causes, nil, plain},
		{"rule.", of("diagnose/consent", "Rule"), plain, nil},
		{"link.", of("diagnose/consent", "Form"), plain, nil},
		{"ui.link.", of("diagnose/consent", "Form"), plain, nil},
		{"ui.standing.", of("diagnose/signin", "Standing"), plain, nil},
		{"ui.sure.came.", of("app/session", "Came"), plain, nil},
		{"ui.sure.slip.", causes, nil, plain},
		{"ui.history.came.", of("app/session", "Outcome"), plain, nil},
		{"ui.turn.", of("app/session", "Turn"), plain, nil},
		{"ui.turn.state.", of("diagnose", "StageState"), plain, nil},
		{"ui.case.state.", of("app/session", "CaseState"), plain, nil},
		{"ui.settings.text.", of("app/session", "TextSize"), plain, nil},
		{"ui.settings.look.", of("app/session", "Look"), plain, nil},
		{"ui.looksafter.", of("app/profile", "LooksAfter"), plain, nil},
		{"report.contains.", of("diagnose/report", "Readership"), plain, nil},
		{"report.removed.", of("diagnose/report", "Why"), plain, nil},
		{"organisation.problem.", of("app/profile", "Kind"), plain, nil},
		{"ui.organisation.method.", of("app/profile", "Method"), plain, nil},
		{"ui.organisation.readers.", of("app/profile", "Readers"), plain, nil},
		{"ui.demo.", scenarios, plain, nil},
		{"ui.help.differ.", fields, plain, nil},
		{"ui.help.origin.", of("diagnose/triage", "Origin"), plain, nil},
		{"ui.help.gap.", of("app/session", "Gap"), plain, nil},
		{"ui.help.written.", []string{string(diagnose.SourceText), string(diagnose.SourceSignIn)}, plain, nil},
		{"ui.weekday.", weekdays, plain, nil},
		{"handbook.family.", families, plain, nil},
		{"cli.help.", argumentsOf(sources(t), "newFlags"), plain, nil},
		{"ui.owner.hint.", of("diagnose/wording", "Decision"), nil, []string{".a", ".b", ".c"}},
		{"ui.fold.from_phone", plain, []string{"", "_other"}, nil},
		{"sheet.", of("diagnose/wording", "Decision"), sheetEnds("a", ".title", ".answer", ".question"),
			append(sheetEnds("abcd", ".title", ".hint", ".role", ".steps", ".changes", ".undo", ".verify", ".answer"), ".more")},
	}
}

// sheetEnds are the ends of the messages of a decision: those of each choice, by its letter, and the question where it is
// among the parts.
func sheetEnds(letters string, parts ...string) (ends []string) {
	for _, part := range parts {
		if part == ".question" {
			ends = append(ends, part)
			continue
		}
		for _, letter := range letters {
			ends = append(ends, "."+string(letter)+part)
		}
	}
	return ends
}

// provingStages are the stages of which a verdict says that they went through.
func provingStages() (stages []string) {
	for _, stage := range diagnose.StageIDs() {
		v := diagnose.Judge([]diagnose.Observation{{Stage: stage, Source: diagnose.SourceSignIn, Cause: diagnose.CauseNone}})
		for _, r := range v.Because {
			if r.Kind == diagnose.ReasonPassed {
				stages = append(stages, r.Value)
			}
		}
	}
	return stages
}

// strangers are what the reader calls the services that are not Microsoft Entra.
func strangers(t *testing.T) (names []string) {
	t.Helper()
	literalsOf(parse(t, "foreign.go", []byte(read(t, "diagnose/entra/foreign.go"))).file, func(text string, _ token.Pos) {
		names = append(names, text)
	})
	return names
}

func literalsOf(node ast.Node, see func(text string, at token.Pos)) {
	ast.Inspect(node, func(node ast.Node) bool {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			if text, err := strconv.Unquote(literal.Value); err == nil {
				see(text, literal.Pos())
			}
		}
		return true
	})
}

// nameOf is the name by which something is called, without what it belongs to.
func nameOf(called ast.Expr) string {
	switch f := called.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// firstArguments calls see with every string literal that is handed over first to one of the functions.
func firstArguments(s source, functions []string, see func(text string, at token.Pos)) {
	ast.Inspect(s.file, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 || !slices.Contains(functions, nameOf(call.Fun)) {
			return true
		}
		if literal, ok := call.Args[0].(*ast.BasicLit); ok {
			literalsOf(literal, see)
		}
		return true
	})
}

func argumentsOf(all []source, function string) (texts []string) {
	for _, s := range all {
		firstArguments(s, []string{function}, func(text string, _ token.Pos) { texts = append(texts, text) })
	}
	return texts
}

// saysWords: code in these rooms asks for messages.
func saysWords(name string) bool {
	return isUnder(name, "app") || isUnder(name, "diagnose/wording") || isUnder(name, "diagnose/report") ||
		isUnder(name, "diagnose/handbook")
}

// strangeKeys finds what is meant as the key of a message and is none: the first argument of what says a message, and
// every text that looks like a key. What begins a key that is put together is one of begins.
func strangeKeys(s source, keys map[string]any, begins []string) (wrong []string) {
	if !saysWords(s.path) {
		return nil
	}
	subjects := map[string]bool{}
	for key := range keys {
		subject, _, _ := strings.Cut(key, ".")
		subjects[subject] = true
	}
	seen := map[token.Pos]bool{}
	check := func(text string, at token.Pos) {
		_, isKey := keys[text]
		if !isKey && !seen[at] && !slices.Contains(begins, text) && !diagnose.Known(diagnose.CauseID(text)) {
			seen[at] = true
			wrong = append(wrong, fmt.Sprintf("%s: there is no message %q", s.set.Position(at), text))
		}
	}
	firstArguments(s, []string{"Text", "t", "Has", "refuse", "pick", "whosePhone"}, check)
	literalsOf(s.file, func(text string, at token.Pos) {
		subject, rest, dotted := strings.Cut(text, ".")
		if dotted && subjects[subject] && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789_.-") == "" && !isFile(text) {
			check(text, at)
		}
	})
	return wrong
}

// isFile says whether a text with a dot is the name of a file.
func isFile(text string) bool {
	return slices.Contains([]string{".json", ".xml", ".html"}, path.Ext(text))
}

func TestEveryMessageThatTheCodeNamesIsThere(t *testing.T) {
	keys := messages(t)
	var begins []string
	for _, b := range builtKeys(t) {
		begins = append(begins, b.begin)
		for _, value := range b.values {
			for _, end := range b.ends {
				if _, ok := keys[b.begin+value+end]; !ok {
					t.Errorf("there is no message %s", b.begin+value+end)
				}
			}
		}
	}
	begins = append(begins, "cause.unsigned") // the beginning of the keys of what is no cause
	for _, s := range sources(t) {
		for _, wrong := range strangeKeys(s, keys, begins) {
			t.Error(wrong)
		}
	}
	breaks := parse(t, "app/ui/a.go", []byte(`package a
func a() { v.t("uii.yes"); v.t("ui.yes"); refuse("cli.gone", nil); w.Text("ui.stage."+b); c("card.number.tilte", "app.disabled") }
`))
	if found := strangeKeys(breaks, keys, begins); len(found) != 3 {
		t.Errorf("found %q in code with three messages that are not there", found)
	}
}

// unused finds the keys that nothing asks for.
func unused(keys map[string]any, all []source, together []built) (left []string) {
	asked := map[string]bool{"language.name": true} // read by wording before a language is loaded
	for _, s := range all {
		if saysWords(s.path) {
			literalsOf(s.file, func(text string, _ token.Pos) { asked[text] = true })
		}
	}
	for _, b := range together {
		if !asked[b.begin] {
			left = append(left, b.begin+"…")
		}
		for _, value := range b.values {
			for _, end := range slices.Concat(b.ends, b.may) {
				asked[b.begin+value+end] = true
			}
		}
	}
	for key := range keys {
		if !asked[key] {
			left = append(left, key)
		}
	}
	slices.Sort(left)
	return left
}

func TestEveryMessageIsAskedFor(t *testing.T) {
	keys, all, together := messages(t), sources(t), builtKeys(t)
	for _, key := range unused(keys, all, together) {
		t.Errorf("nothing asks for %s: delete it in every language, or name in builtKeys what does", key)
	}
	left := unused(map[string]any{"ui.yes": "", "ui.gone": "", "card.gone.title": ""}, all, append(together, built{begin: "ui.gone."}))
	if want := []string{"card.gone.title", "ui.gone", "ui.gone.…"}; !slices.Equal(left, want) {
		t.Errorf("unused are %q, want %q", left, want)
	}
}
