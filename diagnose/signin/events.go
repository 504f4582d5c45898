package signin

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/chromedp/cdproto"
)

// event is all that is kept of something the browser reported.
type event struct {
	kind    string
	frame   string // Chromium's id of the frame
	child   bool   // a frame inside another
	host    string // where a page comes from, or goes to
	failed  bool   // Chromium shows its own page: the other could not be had
	request string // of a paused answer: what names it, so that it can go on
	within  bool   // no new page: another place in the same
	silent  bool   // asked for with prompt=none, as this program does and no page
	// redirect is what the redirect carried, where this is the way to it; nil everywhere else.
	redirect url.Values
}

// Kinds of events: the names that the protocol gives them.
const (
	requestedNavigation = "Page.frameRequestedNavigation"
	startedNavigating   = "Page.frameStartedNavigating"
	navigated           = "Page.frameNavigated"
	stoppedLoading      = "Page.frameStoppedLoading"
	contentLoaded       = "Page.domContentEventFired"
	loaded              = "Page.loadEventFired"
	paused              = "Fetch.requestPaused"
	detached            = "Inspector.detached"
	crashed             = "Inspector.targetCrashed"
	unwatched           = "Target.detachedFromTarget"
)

// frameParts are the only parts of an event's parameters that are parsed.
type frameParts struct {
	FrameID string `json:"frameId"`
	URL     string `json:"url"`
	Kind    string `json:"navigationType"`
	Frame   struct {
		ID             string `json:"id"`
		ParentID       string `json:"parentId"`
		URL            string `json:"url"`
		UnreachableURL string `json:"unreachableUrl"`
	} `json:"frame"`
	RequestID string `json:"requestId"`
	Request   struct {
		URL string `json:"url"`
	} `json:"request"`
	ResponseHeaders []responseHeader `json:"responseHeaders"`
}

// responseHeader parses Location and drops the value of every other header, cookies among them.
type responseHeader struct{ location string }

func (h *responseHeader) UnmarshalJSON(b []byte) error {
	var name struct {
		Name string `json:"name"`
	}
	if err := json.Unmarshal(b, &name); err != nil || !strings.EqualFold(name.Name, "Location") {
		return err
	}
	var value struct {
		Value string `json:"value"`
	}
	err := json.Unmarshal(b, &value)
	h.location = value.Value
	return err
}

// narrow makes an event of a message; false where nobody asked for it or it cannot be read.
func narrow(m *cdproto.Message, redirect string) (event, bool) {
	e := event{kind: string(m.Method)}
	switch e.kind {
	case requestedNavigation, startedNavigating, navigated, stoppedLoading, paused:
	case contentLoaded, loaded, detached, crashed, unwatched:
		return e, true
	default:
		return e, false
	}
	var parts frameParts
	if err := json.Unmarshal(m.Params, &parts); err != nil {
		return e, false
	}
	switch e.kind {
	case navigated:
		e.frame, e.child = parts.Frame.ID, parts.Frame.ParentID != ""
		e.host, e.failed = hostOf(parts.Frame.URL), parts.Frame.UnreachableURL != ""
		if e.failed {
			e.host = hostOf(parts.Frame.UnreachableURL)
		}
	case paused:
		e.frame, e.request, e.host = parts.FrameID, parts.RequestID, hostOf(parts.Request.URL)
		e.silent = isSilent(parts.Request.URL)
		for _, h := range parts.ResponseHeaders {
			if carried, is := matchRedirect(h.location, redirect); is {
				e.redirect = carried
			}
		}
	default:
		e.frame, e.host, e.silent = parts.FrameID, hostOf(parts.URL), isSilent(parts.URL)
		e.within = parts.Kind == "sameDocument" || parts.Kind == "historySameDocument"
		e.redirect, _ = matchRedirect(parts.URL, redirect)
	}
	return e, true
}

// narrowForChromedp takes title and address from what chromedp is told of the first page. Answers pass as they are.
func narrowForChromedp(m *cdproto.Message) *cdproto.Message {
	if m.Method == "" {
		return m
	}
	var created struct {
		TargetInfo struct {
			TargetID string `json:"targetId"`
			Type     string `json:"type"`
		} `json:"targetInfo"`
	}
	if err := json.Unmarshal(m.Params, &created); err != nil {
		created.TargetInfo.Type = "unknown"
	}
	params, err := json.Marshal(created)
	if err != nil {
		params = nil
	}
	return &cdproto.Message{Method: m.Method, SessionID: m.SessionID, Params: params}
}

// silently is the same sign-in, asked for without any page: whoever is signed in by now gets the same answer again.
func silently(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	query := u.Query()
	query.Set("prompt", "none")
	u.RawQuery = query.Encode()
	return u.String()
}

func isSilent(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Query().Get("prompt") == "none"
}
