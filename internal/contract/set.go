package contract

import "slices"

// A Set is a set of APIs, in the order of the table.
type Set []*API

// With returns a set with one more API.
func (s Set) With(a *API) Set {
	if a == nil || slices.Contains(s, a) {
		return s
	}
	out := append(slices.Clone(s), a)
	slices.SortFunc(out, func(x, y *API) int { return slices.Index(APIs(), x) - slices.Index(APIs(), y) })
	return out
}

// Names returns the names of the APIs.
func (s Set) Names() []string {
	var out []string
	for _, a := range s {
		out = append(out, a.Name)
	}
	return out
}

// everywhere are names that methods of all kinds of objects have. They say nothing.
var everywhere = map[string]bool{"Close": true, "Read": true, "Write": true, "Flush": true, "Err": true, "Ping": true, "Conn": true, "Get": true,
	"SetReadDeadline": true, "SetWriteDeadline": true, "Next": true, "Scan": true}

// Use returns what a call of a method of that name may do to an object, whose type is not
// known.
func (s Set) Use(method string) Use {
	for _, a := range s {
		for _, t := range a.Types {
			if u, ok := t.Methods[method]; ok && u.Side != 0 && (a == GRPC || !everywhere[method]) {
				return u
			}
		}
	}
	return Use{}
}
