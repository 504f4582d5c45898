package main

import (
	"errors"
	"flag"
)

// parse reads options wherever they stand, since "explain FILE --json" is what people type, and returns the other
// words. A lone "-" is a word, and everything behind "--" is.
func parse(flags *flag.FlagSet, args []string) ([]string, error) {
	var words []string
	for {
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, refusal{id: "cli.unknown_option", data: map[string]any{"Command": flags.Name()}, err: err}
		}
		rest := flags.Args()
		if len(rest) == 0 {
			return words, nil
		}
		if consumed := len(args) - len(rest); consumed > 0 && args[consumed-1] == "--" {
			return append(words, rest...), nil
		}
		words, args = append(words, rest[0]), rest[1:]
	}
}

// helpOr makes a request for help a success and leaves every other error as it is.
func helpOr(err error) (int, error) {
	if errors.Is(err, flag.ErrHelp) {
		return exitDone, nil
	}
	return 0, err
}
