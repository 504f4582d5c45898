package entrasim

import (
	"bytes"
	"encoding/json"
	"sync"

	"synchelper/assets"
)

var scenarios = sync.OnceValue(func() []Tenant {
	var list []Tenant
	decoder := json.NewDecoder(bytes.NewReader(assets.Table(assets.Tenants)))
	decoder.DisallowUnknownFields() // a misspelt field would be a healthy company in disguise
	if err := decoder.Decode(&list); err != nil {
		panic("assets/tenants.json: " + err.Error())
	}
	return list
})

// Scenarios returns the companies of the demo, the healthy one first. The slice is shared: do not change it.
func Scenarios() []Tenant { return scenarios() }
