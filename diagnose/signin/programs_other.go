//go:build !linux && !darwin && !windows

package signin

// family: nothing is known of browsers on other systems. The person's own browser opens the link there.
type family struct{ name string }

func families() []family { return nil }

func (family) find() string { return "" }

func (family) forbidden() string { return "" }
