package entrasim

import "net/http"

// registerDevicePages adds where a device's code is typed (RFC 8628 §3.3): the address that Microsoft names to people,
// and the one behind it.
func (c *Company) registerDevicePages(login *http.ServeMux) {
	login.HandleFunc("GET "+devicePagePath, c.visited(c.devicePage))
	login.HandleFunc("GET /devicelogin", c.visited(c.devicePage))
}

func (c *Company) devicePage(v *visit) reply {
	return c.deviceCodePage(v, c.begin(v, toAdmitADevice, authorizeRequest{}), "")
}

func (c *Company) deviceCodePage(v *visit, f *flow, code string) reply {
	shown := view{ID: pageDeviceCode, Post: devicePagePath, Code: code, Typed: f.device}
	return c.show("devicecode", v, f, shown, config{})
}

// deviceCode takes the code. Whoever typed one that waits is asked who they are, also where the browser knows somebody:
// that a code came from a stranger is only seen when one stops to think.
func (c *Company) deviceCode(v *visit, f *flow) reply {
	f.device = v.PostForm.Get("otc")
	request, waits := c.deviceRequest(f.device)
	if !waits || f.purpose != toAdmitADevice {
		return c.deviceCodePage(v, f, "70018")
	}
	f.request = request
	return c.whoPage(v, f, noSession)
}

// admitDevice gives the device what it waits for.
func (c *Company) admitDevice(v *visit, f *flow) reply {
	if !c.settleDevice(f.device, f.account, true) {
		return c.deviceCodePage(v, f, "70018")
	}
	return c.show("done", v, f, view{ID: pageDone}, config{})
}

func (c *Company) refuseDevice(v *visit, f *flow) reply {
	c.settleDevice(f.device, "", false)
	f.device = ""
	return c.deviceCodePage(v, f, "")
}
