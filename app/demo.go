//go:build demo

package main

import (
	"time"

	"synchelper/app/session"
	"synchelper/app/simulated"
)

// simulator starts the simulated companies.
func simulator() session.Simulate {
	return func(scenario string, now func() time.Time) (session.Company, error) {
		return simulated.Start(scenario, now)
	}
}
