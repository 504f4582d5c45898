package main

import "fyne.io/fyne/v2"

// What FyneApp.toml says too. It is only read by fyne's own tools, so the program sets the same by itself.
const (
	appID      = "org.synchelper.app"
	appName    = "SyncHelper"
	appVersion = "0.1.0"
	appBuild   = 1
)

// metadata is what Fyne is told about the program. fyneDo declares that widgets are only touched through fyne.Do.
func metadata(icon fyne.Resource) fyne.AppMetadata {
	return fyne.AppMetadata{ID: appID, Name: appName, Version: appVersion, Build: appBuild, Icon: icon,
		Release: true, Migrations: map[string]bool{"fyneDo": true}}
}
