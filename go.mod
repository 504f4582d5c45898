module synchelper

go 1.26.0

require (
	fyne.io/fyne/v2 v2.7.1 // indirect
	github.com/AzureAD/microsoft-authentication-library-for-go v1.10.1 // indirect
	github.com/creack/pty v1.1.24 // indirect
	github.com/nicksnyder/go-i18n/v2 v2.7.0 // indirect
	github.com/skip2/go-qrcode v0.0.0-20200617195104-da1b6568686e // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
