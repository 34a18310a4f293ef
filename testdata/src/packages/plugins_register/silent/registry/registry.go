// Package registry has the plugins.
package registry

import "sync"

// Host is what a plugin can do.
type Host interface{ Emit(value string) error }

var (
	mu  sync.Mutex
	all = map[string]func(Host) error{}
)

// Register is called by init functions of plugins.
func Register(name string, run func(Host) error) {
	mu.Lock()
	defer mu.Unlock()
	if _, taken := all[name]; taken {
		panic("registered twice: " + name)
	}
	all[name] = run
}

// All returns the plugins.
func All() []func(Host) error {
	mu.Lock()
	defer mu.Unlock()
	var out []func(Host) error
	for _, run := range all {
		out = append(out, run)
	}
	return out
}
