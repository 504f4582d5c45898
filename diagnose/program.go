package diagnose

// The program's own name and version, as reports and windows show them. A test holds FyneApp.toml to the same.
const (
	ProgramName    = "SyncHelper"
	ProgramVersion = "0.1.0"
)
