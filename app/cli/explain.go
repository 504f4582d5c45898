package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/intake"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// maxInput is the most that is read from a file or a pipe: one byte more than entra.Read accepts, so that it refuses.
const maxInput = entra.MaxText + 1

// explaining is what explain was asked to do.
type explaining struct {
	words   []string
	json    bool
	rows    bool
	full    bool
	address string
	folder  string // to save the report in; empty when it is not to be saved
	letters
}

// explain prints the diagnosis of one text: TEXT, FILE or - for standard input; with --jsonl of many; or what a
// reference holds.
func explain(args []string, env environment, w *wording.Words) (int, error) {
	var ask explaining
	flags := newFlags("explain", env, w)
	flags.BoolVar(&ask.json, "json", false, "")
	flags.BoolVar(&ask.rows, "jsonl", false, "")
	flags.BoolVar(&ask.full, "full", false, "")
	flags.StringVar(&ask.address, "address", "", "")
	flags.StringVar(&ask.folder, "save", "", "")
	ask.flag(flags)
	var err error
	if ask.words, err = parse(flags, args); err != nil {
		return helpOr(err)
	}
	if err := ask.choose(env, w); err != nil {
		return 0, err
	}
	if ask.address = strings.TrimSpace(ask.address); !plausible(ask.address) {
		return 0, refuse("cli.bad_address", map[string]any{"Address": strconv.Quote(ask.address)})
	}
	if ask.rows {
		if len(ask.words) > 1 || ask.json || ask.full || ask.folder != "" || ask.address != "" || ask.code != "" {
			return 0, refuse("cli.rows_alone", nil)
		}
		return explainRows(ask.words, env)
	}
	if word, ok := referenceIn(ask.words); ok {
		return ask.explainReference(word, env, w)
	}
	return ask.explainText(env, w)
}

// explainReference says what a reference holds, which is not enough for a report.
func (ask explaining) explainReference(word string, env environment, w *wording.Words) (int, error) {
	if ask.json || ask.folder != "" {
		return 0, refuse("cli.reference_alone", nil)
	}
	return explainReference(word, env, w)
}

// explainText reads the one text, saves its report if that was asked for, and prints it.
func (ask explaining) explainText(env environment, w *wording.Words) (int, error) {
	text, err := inputText(ask.words, env)
	if err != nil {
		return 0, err
	}
	d, err := report.Read(text) // somebody's saved report explains itself
	if errors.Is(err, report.ErrNewer) {
		return 0, refusal{id: "cli.report_newer", data: map[string]any{"File": strings.Join(ask.words, " ")}}
	}
	if err == nil {
		warnOfLure(strings.Join(ask.words, " "), text, env, w)
	} else {
		if d, err = diagnoseText(text, ask.address, env); err != nil {
			return 0, err
		}
		if isCutOff(strings.Join(ask.words, " "), text, env) {
			env.tell(w.Text("cli.explain.cut_off"))
		} else if word, alone := onlyReference(text, d); alone {
			return ask.explainReference(word, env, w)
		}
		if ask.address == "" {
			d = ofWhom(d)
		}
		if ask.address == "" && d.Foreign && diagnose.CauseOf(d.Verdict.Cause).CureIsLink {
			env.tell(w.Text("cli.named", map[string]any{"Address": d.Subject.Address}))
		}
	}
	if err := ask.print(d, env, w); err != nil {
		return 0, err
	}
	return exitFor(d), ask.save(d, env, w)
}

// isCutOff says whether a text was a report, of which only words are left.
func isCutOff(file string, text []byte, env environment) bool {
	return slices.ContainsFunc(intake.Text(file, text, env.now()), func(i triage.Item) bool { return i.Row.CutOff })
}

func (ask explaining) print(d diagnose.Diagnosis, env environment, w *wording.Words) error {
	if !ask.json {
		printDiagnosis(d, ask.answer(d, w), ask.full, env, w)
		return nil
	}
	exported, err := report.ForIT(d).Addressed(ask.letters.words, ask.to).JSON(w)
	if err != nil {
		return unsaved("", err)
	}
	_, err = env.out.Write(exported)
	return err
}

// save saves the report where it was asked for. The diagnosis was printed before: a full disk takes no answer away.
func (ask explaining) save(d diagnose.Diagnosis, env environment, w *wording.Words) error {
	if ask.folder == "" {
		return nil
	}
	path, err := report.Save(ask.folder, d, w)
	if err != nil {
		return unsaved(ask.folder, err)
	}
	env.tell(w.Text("cli.saved", map[string]any{"File": path}))
	return nil
}

// unsaved says why something could not be written: the folder, or a secret that is still in a report.
func unsaved(folder string, err error) error {
	if errors.Is(err, report.ErrSecretLeft) {
		return refusal{id: "cli.secret_left"}
	}
	if folder == "" { // it was to be printed
		return err
	}
	return refusal{id: "cli.unsaved", data: map[string]any{"Folder": folder}, err: err}
}

// diagnoseText is what explain means: the text read, one observation, judged.
func diagnoseText(text []byte, address string, env environment) (diagnose.Diagnosis, error) {
	if len(bytes.TrimSpace(text)) == 0 {
		return diagnose.Diagnosis{}, refuse("cli.empty", nil)
	}
	if problem := session.TextProblem(text); problem == session.ProblemPicture {
		return diagnose.Diagnosis{}, refuse("cli.picture", nil)
	} else if problem == session.ProblemUnreadable {
		return diagnose.Diagnosis{}, refuse("cli.not_words", nil)
	}
	subject := diagnose.Subject{Address: address, MailApp: env.organisation().MailApp}
	if !strings.Contains(address, "@") { // a company's domain names it as well
		subject.Address, subject.Tenant = "", address
	}
	now := env.now()
	observations, err := session.Evidence(subject, text, now, entra.Observe)
	switch {
	case errors.Is(err, entra.ErrSecretOnly):
		return diagnose.Diagnosis{}, refusal{id: "cli.secret_only"}
	case errors.Is(err, entra.ErrTooLarge):
		return diagnose.Diagnosis{}, refusal{id: "cli.too_large"}
	case err != nil:
		return diagnose.Diagnosis{}, err
	}
	d, err := diagnose.Conclude(env.random, now, subject, observations)
	if refs := intake.References(text); err == nil && len(refs) == 1 {
		d = d.Under(refs[0]) // by which the user knows it
	}
	return d, err
}

// ofWhom adds whose it is where the text names one work address, as triage reads it. Nobody has confirmed it, so no link is
// made for its company; and beside a stranger's link nothing in the text is believed.
func ofWhom(d diagnose.Diagnosis) diagnose.Diagnosis {
	if i := diagnose.Decisive(d.Observations); i >= 0 && d.Verdict.Cause != diagnose.CauseStrangeLink {
		row, _ := triage.OfText(d.Observations[i], triage.Where{})
		if _, err := consent.ParseTenant(row.User); row.User != "" && err == nil {
			d.Subject.Address, d.Foreign = row.User, true
		}
	}
	return d
}

// inputText returns what the argument names: standard input for "-" or none, a file that exists, else the words
// themselves.
func inputText(args []string, env environment) ([]byte, error) {
	switch {
	case len(args) == 0 || args[0] == "-":
		return readAll(env.in)
	case len(args) > 1:
		return nil, refuse("cli.one_text", nil)
	}
	info, err := os.Stat(args[0])
	if err != nil && !looksLikeFile(args[0]) {
		return []byte(args[0]), nil
	}
	if err != nil || info.IsDir() {
		return nil, refusal{id: "cli.unreadable", data: map[string]any{"File": args[0]}, err: err}
	}
	file, err := os.Open(args[0])
	if err != nil {
		return nil, refusal{id: "cli.unreadable", data: map[string]any{"File": args[0]}, err: err}
	}
	defer func() { _ = file.Close() }() // it was only read
	return readAll(file)
}

// looksLikeFile says whether a word was meant as a file's name, so that a mistyped one is not explained as a text.
func looksLikeFile(word string) bool {
	const longestExtension = 6
	extension := filepath.Ext(word)
	return !strings.ContainsAny(word, " \n") && !strings.Contains(word, "://") && len(extension) > 1 &&
		len(extension) <= longestExtension
}

// plausible says whether an address is none, a company's or a personal one.
func plausible(address string) bool {
	if address == "" {
		return true
	}
	_, err := consent.ParseTenant(address)
	return err == nil || errors.Is(err, consent.ErrPersonal)
}

func readAll(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxInput))
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	return text, nil
}

func newFlags(name string, env environment, w *wording.Words) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() { fmt.Fprintln(env.err, w.Text("cli.help."+name)) }
	return flags
}
