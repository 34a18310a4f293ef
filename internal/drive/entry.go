package drive

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// An Entry is a function that the environment may call.
type Entry struct {
	Name   string // of the function, or of the method
	Fn     *code.Func
	Recv   *code.Type   // of methods: the type whose method set has it
	Args   []*code.Type // type arguments
	Params []*code.Type
	Stream int // of streaming handlers: the index of the stream among Params, or -1
	Unary  bool
	// Public says that other packages may call it.
	Public bool

	Repeats  bool // whether it is called several times, about different things
	Accesses bool // whether it leads to an access of a stream
	Starts   bool // whether it leads to a go statement, or to a call of a function value
	Endless  bool // whether it never returns
	Weight   int
}

// A Service is a type with handlers.
type Service struct {
	Type     *code.Type // the type whose method set has the handlers: T or *T
	Handlers []*Entry   // streaming and unary ones, in the order of their names
	Others   []*Entry   // the other exported methods
}

// Package lists the ways into a package.
type Package struct {
	Program  *code.Program
	Services []*Service
	Requests []*Entry // handlers of HTTP requests
	API      []*Entry // functions and methods that one goroutine calls
	Main     *Entry
	Tests    []*Entry
	Streams  []*Entry // stream handlers and interceptors of grpc: each call has a stream of its own

	inits []*code.Func // initializers, in the order in which they run
	// referenced are the functions that code of the program calls, or makes values of.
	referenced map[*code.Func]bool
	// launched are methods that run on a goroutine which another method of the object starts.
	launched map[*code.Func]bool
	makers   map[*code.Type][]*Entry
	// methodsOf are the exported methods of types, also of those that are not exported.
	methodsOf map[*code.Type][]*Entry
	byType    map[*code.Type]*Service
	reach     *reach
	// registered are taken out of Services, Streams and Requests.
	registered registered
	tr         *code.Types
}

// New returns what is known of pkg, whose code is in p.
func New(pkg *types.Package, p *code.Program, tr *code.Types) *Package {
	d := &Package{Program: p, makers: map[*code.Type][]*Entry{}, methodsOf: map[*code.Type][]*Entry{}, referenced: references(p), byType: map[*code.Type]*Service{}, reach: newReach(p), tr: tr}
	d.inits = p.Initializers()
	if init := p.Func(p.Package + ".init"); init != nil {
		d.inits = append(d.inits, init)
	}
	services := serviceInterfaces(pkg)
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		switch obj := scope.Lookup(name).(type) {
		case *types.Func:
			d.function(obj)
		case *types.TypeName:
			if n, ok := obj.Type().(*types.Named); ok && !obj.IsAlias() && !types.IsInterface(n) {
				d.methods(instance(n), services)
			}
		}
	}
	d.findMakers()
	d.findLaunched()
	d.viaCode()
	return d
}

// serviceInterfaces returns the interfaces of services that pkg or its imports declare.
func serviceInterfaces(pkg *types.Package) []*types.Interface {
	var out []*types.Interface
	for _, p := range append([]*types.Package{pkg}, pkg.Imports()...) {
		for _, name := range p.Scope().Names() {
			if !contract.IsServiceName(name) || strings.HasPrefix(name, "Unsafe") {
				continue
			}
			obj, ok := p.Scope().Lookup(name).(*types.TypeName)
			if ok && contract.IsServiceInterface(obj.Type()) {
				out = append(out, obj.Type().Underlying().(*types.Interface))
			}
		}
	}
	return out
}

func (d *Package) entry(f *types.Func, recv types.Type) *Entry {
	sig := f.Signature()
	e := &Entry{Name: f.Name(), Stream: -1, Public: f.Exported()}
	e.Fn = d.Program.Func(code.MethodName(f))
	for v := range sig.Params().Variables() {
		e.Params = append(e.Params, d.tr.Type(v.Type()))
	}
	if recv != nil {
		e.Recv = d.tr.Type(recv)
		e.Name = named(recv).Obj().Name() + "." + f.Name()
	}
	if e.Fn != nil {
		e.Accesses, e.Starts = d.reach.accesses(e.Fn), d.reach.starts(e.Fn)
		e.Endless = len(e.Fn.Blocks) > 1 && !e.Fn.Returns(nil)
	}
	e.Repeats = repeats(f)
	e.Weight = 1
	if e.Starts {
		e.Weight = 3
	}
	if e.Accesses {
		e.Weight = 8
	}
	return e
}

// lifecycle are verbs that begin the names of functions that an object's owner calls once.
var lifecycle = []string{"Start", "Run", "Serve", "Listen", "Connect", "Dial", "Open", "Init", "New", "Begin", "Launch", "Watch"}

func isLifecycle(name string) bool {
	for _, verb := range lifecycle {
		if len(name) >= len(verb) && strings.EqualFold(name[:len(verb)], verb) {
			return true
		}
	}
	return false
}

// method returns the name of the method, without its receiver.
func (e *Entry) method() string { return e.Name[strings.LastIndexByte(e.Name, '.')+1:] }

func publicOnly(entries []*Entry) []*Entry {
	var out []*Entry
	for _, e := range entries {
		if e.Name[0] >= 'A' && e.Name[0] <= 'Z' {
			out = append(out, e)
		}
	}
	return out
}

// repeats reports whether callers are expected to call f many times, each time with another name,
// number or message.
func repeats(f *types.Func) bool {
	if isLifecycle(f.Name()) {
		return false
	}
	for v := range f.Signature().Params().Variables() {
		t := v.Type()
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		switch t.Underlying().(type) {
		case *types.Basic, *types.Struct:
			return true
		}
	}
	return false
}

func (d *Package) function(f *types.Func) {
	sig := f.Signature()
	switch {
	case f.Name() == "main" && f.Pkg().Name() == "main":
		d.Main = d.entry(f, nil)
		return
	case isTest(f):
		if e := d.entry(f, nil); e.Fn != nil && e.Accesses {
			d.Tests = append(d.Tests, e)
		}
		return
	case f.Name() == "init":
		return
	}
	e := d.entry(f, nil)
	d.instantiate(e, sig)
	if e.Fn == nil {
		return
	}
	switch {
	case contract.IsRequestHandler(sig):
		d.Requests = append(d.Requests, e)
		return
	case contract.IsStreamInterceptor(sig) || contract.IsStreamHandler(sig):
		d.stream(e)
		return
	}
	if isGenerated(f.Name()) {
		return
	}
	if e.Public && f.Pkg().Name() != "main" || !d.referenced[e.Fn] {
		d.API = append(d.API, e)
	}
}

// stream notes a handler or an interceptor.
func (d *Package) stream(e *Entry) {
	e.Stream = 1
	d.Streams = append(d.Streams, e)
}

// withoutRecv returns the signature of a method as that of a function value.
func withoutRecv(sig *types.Signature) *types.Signature {
	return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
}

// isGenerated reports whether the name is one that generated code gives to functions by
// which services are registered.
func isGenerated(name string) bool {
	return strings.HasPrefix(name, "Register") && (strings.HasSuffix(name, "Server") || strings.Contains(name, "Handler"))
}

func isTest(f *types.Func) bool {
	sig := f.Signature()
	if sig.Params().Len() != 1 || sig.Results().Len() != 0 {
		return false
	}
	n := named(sig.Params().At(0).Type())
	if n == nil || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != "testing" {
		return false
	}
	t := n.Obj().Name()
	return strings.HasPrefix(f.Name(), "Test") && t == "T" || strings.HasPrefix(f.Name(), "Benchmark") && t == "B"
}

// named returns the type that t is, or points to, if it has a name.
func named(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}

// methods notes the methods of n and *n.
func (d *Package) methods(n *types.Named, services []*types.Interface) {
	ptr := types.NewPointer(n)
	recv := types.Type(ptr)
	isService := false
	for _, s := range services {
		if types.Implements(ptr, s) {
			isService = true
		}
		if types.Implements(n, s) {
			recv = n
		}
	}
	name := n.Obj().Name()
	if strings.HasPrefix(name, "Unimplemented") {
		return
	}
	svc := &Service{Type: d.tr.Type(recv)}
	for method := range types.NewMethodSet(ptr).Methods() {
		f, ok := method.Obj().(*types.Func)
		if !ok || f.Pkg() == nil {
			continue
		}
		own := len(method.Index()) == 1
		e := d.entry(f, recv)
		sig := f.Signature()
		switch {
		case isService && f.Exported() && contract.HandlerStream(sig) >= 0:
			if e.Fn == nil {
				continue
			}
			e.Stream = contract.HandlerStream(sig)
			svc.Handlers = append(svc.Handlers, e)
		case isService && f.Exported() && contract.IsUnaryHandler(sig):
			if e.Fn == nil {
				continue
			}
			e.Unary = true
			svc.Handlers = append(svc.Handlers, e)
		case e.Fn == nil:
			continue
		}
		if f.Exported() && (!isService || e.Stream < 0) && !e.Unary {
			d.methodsOf[e.Recv] = append(d.methodsOf[e.Recv], e)
		}
		switch {
		case e.Stream >= 0 || e.Unary:
		case contract.IsRequestHandler(sig) || contract.IsRequestMethod(f.Name(), sig):
			d.Requests = append(d.Requests, e)
		case own && (contract.IsStreamInterceptor(withoutRecv(sig)) || contract.IsStreamHandler(sig)):
			d.stream(e)
		case (own || f.Pkg() != nil && f.Pkg().Path() != d.Program.Package) && (f.Exported() && f.Pkg().Name() != "main" || !d.referenced[e.Fn] && !d.reach.invoked(e.Recv, f.Name())):
			svc.Others = append(svc.Others, e)
			if !isService {
				d.API = append(d.API, e)
			}
		}
	}
	if len(svc.Handlers) > 0 {
		d.Services = append(d.Services, svc)
		d.byType[svc.Type] = svc
	}
}

// references returns the functions that other functions of p mention. What only tests mention
// counts as not mentioned: a test stands for other callers.
func references(p *code.Program) map[*code.Func]bool {
	out := map[*code.Func]bool{}
	for _, f := range p.Funcs {
		if f.InTest() {
			continue
		}
		for i := range f.Consts {
			if c := &f.Consts[i]; c.Kind == code.FuncConst {
				if callee := p.Func(c.Text); callee != nil && callee != f {
					out[callee] = true
				}
			}
		}
	}
	return out
}

// findMakers finds, for each type, the functions that return it: as itself, as a pointer, or
// as an interface value.
func (d *Package) findMakers() {
	for _, f := range d.Program.Funcs {
		base := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
		switch {
		case f.Pkg != d.Program.Package && !token.IsExported(base),
			len(f.Results) == 0 || f.Free > 0 || f.Synthetic,
			strings.HasPrefix(f.Name, "(") || strings.Contains(f.Name, "$"):
			continue
		}
		e := &Entry{Name: base, Fn: f, Stream: -1, Args: f.TypeParams}
		for _, t := range f.ParamTypes {
			e.Params = append(e.Params, d.Program.Instantiate(t, e.Args))
		}
		for _, t := range f.Results {
			t = d.Program.Instantiate(t, e.Args)
			switch {
			case t.Error, t.Kind.IsScalar(), strings.HasPrefix(base, "_"): // generated code hands on what it is given
			case t.Kind == code.Interface:
				for _, made := range madeIn(f) {
					d.addMaker(made, e)
				}
				if t.Named && !t.Error && !t.Context && len(t.Methods) > 0 {
					d.addMaker(t, e)
				}
			case t.Named, t.Kind == code.Pointer && t.Elem != nil && t.Elem.Named:
				d.addMaker(t, e)
			}
		}
	}
}

func (d *Package) addMaker(t *code.Type, e *Entry) {
	if !slices.Contains(d.makers[t], e) {
		d.makers[t] = append(d.makers[t], e)
	}
}

// madeIn returns the types that f converts to interfaces.
func madeIn(f *code.Func) []*code.Type {
	var out []*code.Type
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			if in := &b.Instrs[i]; in.Op == code.MakeIface && in.T.Kind == code.Pointer && in.T.Elem != nil && in.T.Elem.Named {
				out = append(out, in.T)
			}
		}
	}
	return out
}
