// Package uptime is a plugin.
package uptime

import "streamvet.test/packages/plugins_register/silent/registry"

func init() { registry.Register("uptime", run) }

func run(h registry.Host) error { return h.Emit("uptime") }
