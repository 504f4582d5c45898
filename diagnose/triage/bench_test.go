package triage

import (
	"fmt"
	"testing"
	"time"

	"synchelper/diagnose"
)

// What a window asks of a hundred thousand rows, and of a thousand beside them.
func BenchmarkSelect(b *testing.B) {
	names := make(map[diagnose.CauseID]string)
	for _, cause := range diagnose.Causes() {
		names[cause.ID] = "Mail app not approved"
	}
	for _, n := range []int{1000, 100000} {
		table := NewTable()
		for i := range n {
			r := person(fmt.Sprintf("user%d", i*7919%n), "contoso.com", "consent.admin_approval")
			r.Time = r.Time.Add(time.Duration(i*104729%n) * time.Second)
			table.Add(r)
		}
		view := table.Select(Query{})
		for name, ask := range map[string]func(int){
			"by-time":  func(int) { table.Select(Query{Sort: ByTime, Descending: true}) },
			"names":    func(int) { table.Select(Query{Text: "not approved", Names: names}) },
			"text":     func(int) { table.Select(Query{Text: "user77 contoso"}) },
			"same-day": func(i int) { table.SameDay(view.Row(i%n), table.Groups()[0], time.UTC) },
			"groups":   func(int) { table.Groups() },
			"one-row":  func(i int) { _ = view.Row(i % n) },
		} {
			b.Run(fmt.Sprintf("%s-%d", name, n), func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					ask(i)
				}
			})
		}
	}
}
