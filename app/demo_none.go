//go:build !demo

package main

import "synchelper/app/session"

// simulator is nil in what people download: that holds no sign-in server, trusts no certificate but the system's, and is
// smaller by a twentieth. The tag "demo" brings the simulated companies (build_window in app/install.sh).
func simulator() session.Simulate { return nil }
