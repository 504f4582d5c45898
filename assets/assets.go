// Package assets embeds what ships inside the program and is no code. It only embeds and unpacks: whoever needs a file parses it.
package assets

import (
	"compress/gzip"
	"embed"
	"io"
)

// Packed holds packed/<name>.gz: the words that people read (messages/<lang>.json, one file a language), aadsts.csv (the
// AADSTS numbers with their symbolic names and causes) and wordings.csv (sentences and page titles that are recognised
// without a number, by language). Unpacked they would be a fiftieth of what people download. Whoever changes one of them
// runs "go generate ./assets".
//
//go:generate sh -c "mkdir -p packed && for f in messages/*.json aadsts.csv wordings.csv; do gzip -9nc $DOLLAR{f} >packed/$DOLLAR{f##*/}.gz; done"
//go:embed packed/*.gz
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

// MailApps is mailapps.json: the mail apps, their client ids, publishers and permissions.
//
//go:embed mailapps.json
var MailApps []byte

// Clouds is clouds.json: one row of hosts per Microsoft cloud. No link mixes rows.
//
//go:embed clouds.json
var Clouds []byte

// Authorities is authorities.json: every host at which Microsoft signs people in, under each of its names, and the domains
// under which many companies have a name each.
//
//go:embed authorities.json
var Authorities []byte

// Demo is demo.json: what the phones of the simulated company show.
//
//go:embed demo.json
var Demo []byte

// Simulation holds simulation/*.html, templates (html/template) of the pages that a person sees at the simulated company.
//
//go:embed simulation/*.html
var Simulation embed.FS

// Tenants is tenants.json: the simulated companies of the demo, as wrong or as right as their scenario says.
//
//go:embed tenants.json
var Tenants []byte

// Refusals is refusals.json: what Microsoft's sign-in service says by AADSTS number, for the simulated company.
//
//go:embed refusals.json
var Refusals []byte

// Icon is the program's icon, a PNG of 512 by 512 pixels.
//
//go:embed icon.png
var Icon []byte

// OrganisationSchema is organisation.schema.json: the JSON Schema of what an organisation sets for its computers.
//
//go:embed organisation.schema.json
var OrganisationSchema []byte

// Pages holds pages/*.html, templates (html/template) of what is handed over as a page: the report, the administrator's
// sheet, the handbook, and the style that they share.
//
//go:embed pages/*.html
var Pages embed.FS

// DiagnosisSchema is diagnosis.schema.json: the JSON Schema of the form in which a diagnosis is exported.
//
//go:embed diagnosis.schema.json
var DiagnosisSchema []byte
