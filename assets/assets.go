// Package assets embeds what ships inside the program and is no code. It only embeds: whoever needs a file parses it.
package assets

import "embed"

// Messages holds packed/<lang>.json.gz: messages/<lang>.json, the words that people read, one file a language. Unpacked
// they would be a sixtieth of what people download. Whoever changes words runs "go generate ./assets".
//
//go:generate sh -c "mkdir -p packed && for f in messages/*.json; do gzip -9nc $DOLLAR{f} >packed/$DOLLAR{f#messages/}.gz; done"
//go:embed packed/*.json.gz
var Messages embed.FS

// AADSTS is aadsts.csv: the AADSTS numbers with their symbolic names and causes.
//
//go:embed aadsts.csv
var AADSTS string

// Wordings is wordings.csv: sentences and page titles that are recognised without a number, by language.
//
//go:embed wordings.csv
var Wordings string

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
