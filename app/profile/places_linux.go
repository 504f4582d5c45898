package profile

// places is the folder of settings that belongs to the administrator.
func places() []place { return []place{fileIn(guard{root: "/"}, "/etc/synchelper")} }
