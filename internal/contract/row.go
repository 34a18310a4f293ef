package contract

import (
	"maps"
	"slices"
	"strings"
)

// An API is a row of the table: a library, and what its documentation says about calls at
// the same time.
type API struct {
	Name string
	// Object is what people call an object of the API: "stream", "connection".
	Object string
	// Paths are the import paths of its packages, without major versions. Packages below them
	// belong to the library, too.
	Paths []string
	Types []*Type
	// Funcs are functions of its packages, by their full names, that use an object which they
	// are given as their first argument.
	Funcs map[string]Use
	// Runners are functions and methods that call a function that they are given with an object: with
	// another form of the one that is among their arguments, or with a new one.
	Runners []string
	// Makers are functions and methods that return a new object each time, although their
	// names begin like those of functions that return what is there: "(*p.T).GetX".
	Makers []string
	// Handlers are types: a function with one of them as its only parameter may run several
	// times at once, each time with an object of its own.
	Handlers []string
	// Services is how the names of generated interfaces end whose methods are handlers.
	Services string
	// Around says how functions of the program get around handlers; nil if they can't.
	Around *Around
	// Conflicts are pairs of sides that exclude each other; the first one counts.
	Conflicts []Conflict
	Doc       string // where the library says so
}

// Around says how interceptors get around the handlers of an API's services: objects with a method
// that makes a function of a function, both of which are given a context and the connection of a
// call. What the handler is given has that connection inside.
type Around struct {
	Option  string   // the function that makes an option of interceptors, the outermost first
	Options []string // functions that make one option of several
	Makers  []string // functions that make something to be served of a handler and options
	Method  string   // the interceptors' method
	// On the other side: the function that makes a client of options, the methods by which that makes
	// calls, the interceptors' method, and the type of the connection in what a call returns.
	Client, ClientMethod, ClientConn string
	Calls                            []string
}

// A Conflict is a pair of sides that exclude each other, and the category under which that
// is reported.
type Conflict struct {
	A, B     Side
	Category string
}

// usual is how the sides of most objects exclude each other.
var usual = []Conflict{
	{SendSide, SendSide, ConcurrentWrite},
	{RecvSide, RecvSide, ConcurrentRead},
	{CloseSide, SendSide, CloseBesideWrite},
	{WholeSide, anySide, ConcurrentUse},
}

// A Type is a type of an API whose objects are watched, or the type of a part of such an
// object.
type Type struct {
	Name string // with the import path, without a major version; "" for parts
	// Server says that handlers are given such objects.
	Server bool
	// Inner is the field that holds the object, in structs that are nothing but a better
	// interface to it.
	Inner   string
	Methods map[string]Use
	// Until are the methods of a part that end it, as a call does that says that there is no more.
	// From the call that returns a part until then it holds the sides that it uses: what another
	// goroutine does to the object in between is beside it, even if a lock is around each call.
	Until []string
	api   *API
}

// Ends reports whether a call of the method called name ends a part.
func (t *Type) Ends(name string) bool { return t != nil && slices.Contains(t.Until, name) }

// API returns the row that t belongs to.
func (t *Type) API() *API { return t.api }

// Use returns what the method called name does to the object.
func (t *Type) Use(name string) Use {
	if t == nil {
		return Use{}
	}
	return t.Methods[name]
}

func (a *API) conflict(x, y Side) string {
	for _, c := range a.Conflicts {
		if x&c.A != 0 && y&c.B != 0 || x&c.B != 0 && y&c.A != 0 {
			return c.Category
		}
	}
	return ""
}

// Has reports whether uses of the API's objects can be findings of a category: there are uses of both
// of the sides that it is about.
func (a *API) Has(category string) bool {
	var sides Side
	add := func(uses map[string]Use) {
		for _, u := range uses {
			sides |= u.Side
			if u.Part != nil {
				for _, part := range u.Part.Methods {
					sides |= part.Side
				}
			}
		}
	}
	for _, t := range a.Types {
		add(t.Methods)
	}
	add(a.Funcs)
	return slices.ContainsFunc(a.Conflicts, func(c Conflict) bool {
		return c.Category == category && sides&c.A != 0 && sides&c.B != 0
	})
}

// Whole returns the use of an object as a whole.
func (a *API) Whole() Use { return Use{Side: WholeSide, api: a} }

func (a *Around) functions() []string {
	if a == nil {
		return nil
	}
	return slices.Concat([]string{a.Option, a.Client}, a.Options, a.Makers)
}

// uses returns the uses of methods whose names are given, separated by spaces.
func uses(u Use, names string) map[string]Use {
	out := map[string]Use{}
	for name := range strings.FieldsSeq(names) {
		out[name] = u
	}
	return out
}

// methods makes one map of several.
func methods(lists ...map[string]Use) map[string]Use {
	out := map[string]Use{}
	for _, list := range lists {
		maps.Copy(out, list)
	}
	return out
}
