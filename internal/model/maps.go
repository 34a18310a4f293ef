package model

import "github.com/streamvet/streamvet/internal/machine"

// mapRows are what package maps leaves to the runtime.
func mapRows() table { return table{"maps.clone": {cloneMap, false}} }

// cloneMap: "Clone returns a copy of m. This is a shallow clone"
// (https://pkg.go.dev/maps#Clone).
func cloneMap(c *machine.Call) (machine.Value, machine.Status) {
	if i, ok := c.Arg(0).(*machine.Iface); ok {
		return &machine.Iface{T: i.T, V: c.M.CloneMap(i.V)}, machine.Done
	}
	return c.M.Havoc(c), machine.Done
}
