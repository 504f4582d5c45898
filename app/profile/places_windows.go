package profile

import (
	"path/filepath"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// A policy is one text in JSON: the value policyValue below policyKey.
const (
	policyKey   = `SOFTWARE\Policies\SyncHelper`
	policyValue = "Organisation"
)

// places are the policy, then a file in the folder of programs. The system is asked for that folder: the variable
// ProgramFiles is the person's own to change. ProgramData is left out, since anybody can write there.
func places() []place {
	programs, err := windows.KnownFolderPath(windows.FOLDERID_ProgramFiles, windows.KF_FLAG_DEFAULT)
	if err != nil {
		return []place{policy(noLogo)}
	}
	folder := filepath.Join(programs, "SyncHelper")
	g := guard{root: programs}
	return []place{policy(logoIn(g, folder)), fileIn(g, folder)}
}

func policy(logo func(string) ([]byte, error)) place {
	return place{name: `HKEY_LOCAL_MACHINE\` + policyKey + `\` + policyValue, read: func() (found, error) {
		key, err := registry.OpenKey(registry.LOCAL_MACHINE, policyKey, registry.QUERY_VALUE|registry.WOW64_64KEY)
		if err != nil {
			return found{}, err
		}
		defer func() { _ = key.Close() }()
		text, _, err := key.GetStringValue(policyValue)
		return found{raw: []byte(text), lines: true, logo: logo}, err
	}}
}

func noLogo(string) ([]byte, error) { return nil, windows.ERROR_FILE_NOT_FOUND }
