package contract

import "slices"

// Side is a set of the ways in which one call uses an object. What they are called is that
// of streams; which of them exclude each other is said by the object's [API].
type Side uint8

const (
	// SendSide is used by what sends or writes.
	SendSide Side = 1 << iota
	// RecvSide is used by what receives or reads.
	RecvSide
	// CloseSide is used by what ends sending.
	CloseSide
	// WholeSide is used by what needs the object for itself.
	WholeSide

	anySide = SendSide | RecvSide | CloseSide | WholeSide
)

// A Use is what a call does to an object.
type Use struct {
	Side Side
	// Undocumented says that the documentation doesn't mention the method: that it uses the
	// side follows from the library's source.
	Undocumented bool
	// Sets says that the call neither sends nor receives: it changes or asks for something.
	Sets bool
	// Same says that the call returns the same object, in another form.
	Same bool
	// Part is what the call returns: something by which the object is used.
	Part *Type
	// Kinds are all values that the first result of a receiving call has, if that is a number.
	Kinds []int64
	// Keeps says that the calls of the receiving side run the functions that the call is
	// given, in the goroutine that receives.
	Keeps bool
	// Runs says that the call runs the functions that it is given, with the object in another form
	// if they want one, and uses the object before and after.
	Runs bool
	api  *API
}

// Object returns what people call the object that is used.
func (u Use) Object() string {
	if u.api == nil {
		return GRPC.Object
	}
	return u.api.Object
}

// Matters reports whether a call does anything that is watched.
func (u Use) Matters() bool { return u.Side != 0 || u.Same || u.Part != nil || u.Keeps }

// ExcludedBy returns the category under which two uses of one object exclude each other, or ""
// if the API allows them at the same time.
func (u Use) ExcludedBy(v Use) string {
	if u.api == nil {
		return ""
	}
	return u.api.conflict(u.Side, v.Side)
}

// Categories returns the categories of the findings that a use may be part of.
func (u Use) Categories() []string {
	var out []string
	for _, other := range [...]Side{SendSide, RecvSide, CloseSide, WholeSide} {
		if c := u.ExcludedBy(Use{Side: other}); c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}
