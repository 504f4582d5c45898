package signin

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"

	"synchelper/diagnose/entra"
)

// readPage runs inside a page of a login host, in a world of its own where the page's scripts cannot reach it, and hands
// out nothing but the fields of reading. It looks itself whether it is on a login host.
//
//go:embed readpage.js
var readPage string

// selfExplaining are the pages that say all by their fields, each with the numbers that are no error there. Any other page,
// an error page among them, is read as people see it.
func selfExplaining() map[string][]int {
	pages := map[string][]int{pageConsent: {}}
	for _, id := range []string{pageSignIn, pageSecond, pageRegister, pageStay, pageConfirm, pagePassword} {
		here, _ := stepOf(id)
		pages[id] = append([]int{}, here.asks...)
	}
	return pages
}

// reading is one look at a page.
type reading struct {
	Host  string           `json:"host"`
	Ready bool             `json:"ready"` // there is something to report
	Page  entra.SignInPage `json:"page"`

	described bool
	failed    bool // the page did not answer, or is gone
}

// youngPage is how long a page without an ID may stand unreported: pages that only hand a form on are gone by then.
const youngPage = time.Second

// look starts a reading, if a page of a login host is shown and no reading is under way. What Ask.Describe wants of a
// page that is not read is told at once.
func (w *watch) look() *Ended {
	if w.reading {
		return nil
	}
	if !w.ask.Cloud.ShowsSignIn(w.host) {
		if described := w.describe && w.host != ""; described {
			w.describe = false
			return w.see(Sight{Host: w.host, Described: true})
		}
		return nil
	}
	w.reading = true
	describe := w.describe
	w.describe = false
	w.beside.Go(func() { w.reads <- w.read(describe) }) // room for one, and there is never a second
	return nil
}

// read looks into the page once.
func (w *watch) read(describe bool) reading {
	ctx, cancel := context.WithTimeout(w.tab, w.limits.read)
	defer cancel()
	r := reading{described: describe, failed: true}
	world, err := cdp.Call(ctx, w.target(), page.CreateIsolatedWorld,
		page.CreateIsolatedWorldParams{FrameID: cdp.FrameID(w.main), WorldName: "synchelper"})
	if err != nil {
		return r
	}
	value := true
	result, err := cdp.Call(ctx, w.target(), runtime.Evaluate, runtime.EvaluateParams{ContextID: world.ExecutionContextID,
		Expression: readExpression(w.ask.Cloud.LoginHosts, describe), ReturnByValue: &value, Silent: &value})
	if err != nil || result.Result == nil || json.Unmarshal(result.Result.Value, &r) != nil {
		return r
	}
	r.failed = r.Host == ""
	return r
}

func readExpression(hosts []string, describe bool) string {
	where, _ := json.Marshal(hosts) // strings and numbers: cannot fail
	known, _ := json.Marshal(selfExplaining())
	return fmt.Sprintf("(%s)(%s, %s, %t)", readPage, where, known, describe)
}

// report makes a sight of a reading.
func (w *watch) report(r reading) *Ended {
	w.reading = false
	if r.failed || r.Host != w.host {
		w.describe = w.describe || r.described // asked again at the next look
		return nil
	}
	passing := r.Page.ID == "" && time.Since(w.since) < youngPage
	if !r.described && (!r.Ready || passing) {
		return nil
	}
	return w.see(Sight{Host: r.Host, Ours: true, Page: r.Page, Described: r.described})
}
