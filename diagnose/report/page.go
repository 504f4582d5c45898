package report

import (
	"bytes"
	"fmt"
	"html/template"
	"sync"

	"synchelper/assets"
)

// pages parses the templates once; they ship with the program.
var pages = sync.OnceValues(func() (*template.Template, error) {
	all := template.New("pages")
	for name, text := range assets.Pages() {
		if _, err := all.New(name).Parse(text); err != nil {
			return nil, err
		}
	}
	return all, nil
})

// Page fills one of the templates in assets/pages. What comes of it is one file, without script or anything from outside.
func Page(name string, data any) ([]byte, error) {
	all, err := pages()
	if err != nil {
		return nil, fmt.Errorf("assets/pages: %w", err)
	}
	var b bytes.Buffer
	if err := all.ExecuteTemplate(&b, name, data); err != nil {
		return nil, fmt.Errorf("assets/pages: %w", err)
	}
	return b.Bytes(), nil
}
