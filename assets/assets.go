// Package assets embeds what ships inside the program and is no code. It only embeds and unpacks: whoever needs a file parses it.
package assets

import (
	"compress/gzip"
	"embed"
	"io"
)

// Packed holds packed/<name>.gz: the words that people read (messages/<lang>.json, one file a language) and, in its folder
// tables, what programs read. Unpacked they would be a fiftieth of what people download. Whoever changes one of them runs
// "go generate ./assets".
//
//go:generate sh -c "mkdir -p packed/tables && for f in messages/*.json; do gzip -9nc $DOLLAR{f} >packed/$DOLLAR{f##*/}.gz; done"
//go:generate sh -c "for f in *.csv *.json; do case $DOLLAR{f} in diagnosis.*) ;; *) gzip -9nc $DOLLAR{f} >packed/tables/$DOLLAR{f}.gz ;; esac; done"
//go:embed packed/*.gz packed/tables/*.gz
var Packed embed.FS

// Unpack returns a file of Packed as it was written; name is without its folder and ".gz". Its error is that there is none.
func Unpack(name string) ([]byte, error) {
	file, err := Packed.Open("packed/" + name + ".gz")
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unpacked)
}

// The tables.
const (
	AADSTS             = "aadsts.csv"               // the AADSTS numbers with their symbolic names and causes
	Wordings           = "wordings.csv"             // sentences and page titles that are recognised without a number, by language
	MailApps           = "mailapps.json"            // the mail apps, their client ids, publishers and permissions
	Clouds             = "clouds.json"              // one row of hosts per Microsoft cloud; no link mixes rows
	Authorities        = "authorities.json"         // every host at which Microsoft signs people in, and the domains under which many companies have a name
	Demo               = "demo.json"                // what the phones of the simulated company show
	Tenants            = "tenants.json"             // the simulated companies of the demo, as wrong or as right as their scenario says
	Refusals           = "refusals.json"            // what Microsoft's sign-in service says by AADSTS number, for the simulated company
	OrganisationSchema = "organisation.schema.json" // the JSON Schema of what an organisation sets for its computers
)

// Table is one of the tables, which are always there.
func Table(name string) []byte {
	raw, err := Unpack("tables/" + name)
	if err != nil {
		panic("assets/packed: " + err.Error())
	}
	return raw
}

// Simulation holds simulation/*.html, templates (html/template) of the pages that a person sees at the simulated company.
//
//go:embed simulation/*.html
var Simulation embed.FS

// Icon is the program's icon, a PNG of 512 by 512 pixels.
//
//go:embed icon.png
var Icon []byte

// Pages holds pages/*.html, templates (html/template) of what is handed over as a page: the report, the administrator's
// sheet, the handbook, and the style that they share.
//
//go:embed pages/*.html
var Pages embed.FS

// DiagnosisSchema is diagnosis.schema.json: the JSON Schema of the form in which a diagnosis is exported.
//
//go:embed diagnosis.schema.json
var DiagnosisSchema []byte
