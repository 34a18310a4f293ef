package contract

import (
	"go/types"
	"maps"
	"slices"
	"strings"
)

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

// A Conflict is a pair of sides that exclude each other, and the category under which that
// is reported.
type Conflict struct {
	A, B     Side
	Category string
}

// Categories of diagnostics; see docs/checks. gRPC's have names of their own, which are older
// than the others.
const (
	ConcurrentWrite  = "concurrent-write"
	ConcurrentRead   = "concurrent-read"
	CloseBesideWrite = "close-beside-write"
	ConcurrentUse    = "concurrent-use"
	SendSend         = "sendsend"
	RecvRecv         = "recvrecv"
	CloseSend        = "closesend"
)

// Categories lists every category.
var Categories = []string{SendSend, RecvRecv, CloseSend, ConcurrentWrite, ConcurrentRead, CloseBesideWrite, ConcurrentUse}

// general is what gRPC's categories are called elsewhere.
var general = map[string]string{SendSend: ConcurrentWrite, RecvRecv: ConcurrentRead, CloseSend: CloseBesideWrite}

// Covers reports whether a directive about one category is one about another: they are the
// same, or one is gRPC's name of the other.
func Covers(directive, category string) bool {
	return inGeneral(directive) == inGeneral(category)
}

func inGeneral(category string) string {
	if name, ok := general[category]; ok {
		return name
	}
	return category
}

// usual is how the sides of most objects exclude each other.
var usual = []Conflict{
	{SendSide, SendSide, ConcurrentWrite},
	{RecvSide, RecvSide, ConcurrentRead},
	{CloseSide, SendSide, CloseBesideWrite},
	{WholeSide, anySide, ConcurrentUse},
}

// ExcludedBy returns the category under which two uses of one object exclude each other, or ""
// if the API allows them at the same time.
func (u Use) ExcludedBy(v Use) string {
	if u.api == nil {
		return ""
	}
	return u.api.conflict(u.Side, v.Side)
}

func (a *API) conflict(x, y Side) string {
	for _, c := range a.Conflicts {
		if x&c.A != 0 && y&c.B != 0 || x&c.B != 0 && y&c.A != 0 {
			return c.Category
		}
	}
	return ""
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

// APIs is the table.
var APIs = []*API{grpc(), websocket(), connect(), kitex(), redigo(), pgx(), quic(), http2()}

// GRPC is the row of gRPC.
var GRPC = APIs[0]

// table is the table by names, which have no major versions.
var table = index(APIs)

type tableIndex struct {
	paths   map[string]*API
	types   map[string]*Type
	funcs   map[string]Use // functions, and methods as (T).M or (*T).M
	makers  map[string]bool
	runners map[string]*API
	around  map[string]*API // by functions that Around names
}

func index(apis []*API) *tableIndex {
	x := &tableIndex{map[string]*API{}, map[string]*Type{}, map[string]Use{}, map[string]bool{}, map[string]*API{}, map[string]*API{}}
	for _, a := range apis {
		for _, p := range a.Paths {
			x.paths[p] = a
		}
		for _, t := range a.Types {
			t.api = a
			x.types[t.Name] = t
			a.own(t.Methods)
		}
		a.own(a.Funcs)
		maps.Copy(x.funcs, a.Funcs)
		for _, f := range a.Makers {
			x.makers[f] = true
		}
		for _, f := range a.Runners {
			x.runners[f] = a
		}
		for _, p := range a.Paths {
			for _, f := range a.Around.functions() {
				x.around[p+"."+f] = a
			}
		}
	}
	return x
}

// own makes uses those of objects of a.
func (a *API) own(all map[string]Use) {
	for name, u := range all {
		u.api = a
		all[name] = u
		if u.Part != nil && u.Part.api == nil {
			u.Part.api = a
			a.own(u.Part.Methods)
		}
	}
}

// versionless takes the major version out of an import path, or out of a name that begins
// with one: v2 and later are in a path element of their own.
func versionless(path string) string {
	for i := 0; i+2 < len(path); i++ {
		if path[i] != '/' || path[i+1] != 'v' {
			continue
		}
		end := i + 2
		for end < len(path) && path[end] >= '0' && path[end] <= '9' {
			end++
		}
		if end > i+2 && (end == len(path) || path[end] == '/' || path[end] == '.') {
			return path[:i] + path[end:]
		}
	}
	return path
}

// Plain returns an import path as the table has it: without a vendor directory and without a
// major version.
func Plain(path string) string { return versionless(vendorless(path)) }

// ByPath returns the API whose package has the given import path, or nil.
func ByPath(path string) *API { return table.paths[Plain(path)] }

// Whole returns the use of an object as a whole.
func (a *API) Whole() Use { return Use{Side: WholeSide, api: a} }

// ByName returns the row called name, or nil.
func ByName(name string) *API {
	for _, a := range APIs {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// TypeCalled returns the type of the table called name, or nil.
func TypeCalled(name string) *Type { return table.types[name] }

// ObjectType returns what the table says of objects of type t, or of what t points to: nil if
// they are not watched. Interfaces that embed one of an API count as that.
func ObjectType(t types.Type) *Type {
	switch {
	case t == nil:
		return nil
	case isServerStream(t):
		return table.types[GRPCPath+".ServerStream"]
	case isStream(t):
		return table.types[GRPCPath+".ClientStream"]
	}
	return named(t, 0)
}

func named(t types.Type, depth int) *Type {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if tp, ok := t.(*types.TypeParam); ok {
		t = types.Unalias(tp.Constraint())
	}
	if n, ok := t.(*types.Named); ok && n.Obj().Pkg() != nil {
		if found := table.types[Plain(n.Obj().Pkg().Path())+"."+n.Obj().Name()]; found != nil {
			return found
		}
	}
	i, ok := t.Underlying().(*types.Interface)
	if !ok || depth > 8 {
		return nil
	}
	for e := range i.EmbeddedTypes() {
		if found := named(e, depth+1); found != nil {
			return found
		}
	}
	return nil
}

// IsObject reports whether objects of type t are watched.
func IsObject(t types.Type) bool { return ObjectType(t) != nil }

// FuncUse returns what the function or method with the given full name, as
// [types.Func.FullName] gives it, does to its first argument or its receiver. Only types of
// the table are known, so it says nothing of gRPC's generated code.
func FuncUse(name string) Use {
	if !strings.HasPrefix(name, "(") {
		return table.funcs[Plain(name)]
	}
	end := strings.LastIndexByte(name, ')')
	if end < 0 || end+2 > len(name) {
		return Use{}
	}
	recv, _, _ := strings.Cut(strings.TrimPrefix(name[1:end], "*"), "[")
	return table.types[Plain(recv)].Use(name[end+2:])
}

// RunnerOf returns the API of whose objects one is given to what the function with the given full
// name runs, or nil.
func RunnerOf(name string) *API { return table.runners[plainName(name)] }

// IsMaker reports whether the function with the given full name returns a new object each
// time.
func IsMaker(name string) bool { return table.makers[plainName(name)] }

// plainName returns the full name of a function or method as the table has it.
func plainName(name string) string {
	if len(name) > 2 && strings.HasPrefix(name, "(") {
		star := ""
		if name[1] == '*' {
			star = "*"
		}
		return "(" + star + Plain(name[1+len(star):])
	}
	return Plain(name)
}

func (a *Around) functions() []string {
	if a == nil {
		return nil
	}
	return slices.Concat([]string{a.Option}, a.Options, a.Makers)
}

// AroundOf returns what is said about interceptors, if the function with the given full name
// has to do with them, and its name without the package's.
func AroundOf(name string) (*Around, string) {
	if a := table.around[Plain(name)]; a != nil {
		return a.Around, name[strings.LastIndexByte(name, '.')+1:]
	}
	return nil, ""
}

// A Set is a set of APIs, in the order of the table.
type Set []*API

// With returns a set with one more API.
func (s Set) With(a *API) Set {
	if a == nil || slices.Contains(s, a) {
		return s
	}
	out := append(slices.Clone(s), a)
	slices.SortFunc(out, func(x, y *API) int { return slices.Index(APIs, x) - slices.Index(APIs, y) })
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
