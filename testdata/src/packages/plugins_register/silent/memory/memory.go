// Package memory is a plugin.
package memory

import "streamvet.test/packages/plugins_register/silent/registry"

func init() { registry.Register("memory", run) }

func run(h registry.Host) error { return h.Emit("memory") }
