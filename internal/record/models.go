package record

import (
	"strings"

	"github.com/streamvet/streamvet/internal/machine"
)

// models makes the models of library functions tell what they do.
type models struct {
	machine.Models
	r *Recorder
}

func (w models) Lookup(name string) (machine.Model, bool) {
	model, visible := w.Models.Lookup(name)
	if model == nil {
		return nil, visible
	}
	kind, ok := kindOf(name)
	if !ok {
		return model, visible
	}
	return func(c *machine.Call) (machine.Value, machine.Status) {
		v, status := model(c)
		w.r.modeled(kind, c, v, status)
		return v, status
	}, visible
}

func (w models) Opaque(c *machine.Call) machine.Model {
	w.r.add(Moment{Kind: Opaque, G: c.G, Stack: c.G.Stack(), Name: c.Name, In: c.In})
	return w.Models.Opaque(c)
}

// kindOf says what a library function does, if it orders goroutines.
func kindOf(name string) (Kind, bool) {
	typ, method, ok := strings.Cut(strings.TrimPrefix(name, "("), ").")
	if !ok || !strings.Contains(typ, "sync") {
		return 0, false
	}
	switch method {
	case "Lock", "TryLock":
		return Locked, true
	case "RLock", "TryRLock":
		return RLocked, true
	case "Unlock", "RUnlock":
		return Unlocked, true
	case "Wait":
		return Waited, true
	case "Done", "Signal", "Broadcast":
		return Done, true
	}
	return Other, true
}

// modeled notes what a model has done.
func (r *Recorder) modeled(kind Kind, c *machine.Call, v machine.Value, status machine.Status) {
	if v == false { // a lock was not to be had
		return
	}
	m := Moment{Kind: kind, G: c.G, Stack: c.G.Stack(), Name: c.Name, In: c.In}
	if len(c.Args) > 0 {
		m.Object = r.m.Resolve(c.Args[0])
		if i, ok := m.Object.(*machine.Iface); ok {
			m.Object = r.m.Resolve(i.V)
		}
	}
	if status == machine.Blocked {
		r.Waiting[c.G] = m
		return
	}
	delete(r.Waiting, c.G)
	r.add(m)
}
