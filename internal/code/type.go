package code

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
)

// Kind is the kind of a type's underlying type.
type Kind uint8

// The kinds of types.
const (
	Invalid Kind = iota
	Bool
	Int // every integer type
	Float
	Complex
	String
	Pointer // also unsafe.Pointer, with a nil Elem
	Signature
	Interface
	Map
	Chan
	Slice
	Array
	Struct
	Tuple
	Param // a type parameter
)

// IsScalar reports whether values of the kind have no parts and no identity.
func (k Kind) IsScalar() bool { return k >= Bool && k <= String }

// IsReference reports whether values of the kind may be nil.
func (k Kind) IsReference() bool { return k >= Pointer && k <= Slice }

// A Type is what an execution needs to know of a Go type. Types are interned: in one [Universe],
// types with one name are one Type. Fields of structs are known only where code uses them, for an
// execution makes the fields of an object when it meets them.
type Type struct {
	Name  string // canonical, with full import paths
	Kind  Kind
	Named bool

	Elem *Type // of pointers, slices, arrays, maps, channels
	Key  *Type // of maps
	Len  int64 // of arrays; of structs, the number of fields
	Bits uint8 // of integers: 0 stands for 64
	// Unsigned integers wrap at 0.
	Unsigned bool

	Elems []*Type // of tuples; the results of functions
	Args  []*Type // type arguments of a generic type

	Index    int        // of a type parameter
	Embedded []Embedded // fields of structs that promote methods
	Methods  []string   // of interfaces: all; of other named types: those declared
	Origin   string     // the name of a named type without its type arguments
	Pkg      string     // the import path of a named type's package

	// Object is what the contract says of values of the type, nil if it says nothing.
	Object  *contract.Type
	Error   bool // the type error
	Context bool // context.Context
	Handler bool // grpc.StreamHandler, or a function type like it
	Message bool // a protocol buffer message, or a pointer to one

	generic bool // contains type parameters
}

// An Embedded field of a struct.
type Embedded struct {
	Index int
	Type  *Type
}

// String returns the type's name.
func (t *Type) String() string {
	if t == nil {
		return "<none>"
	}
	return t.Name
}

// IsSigned reports whether t is a signed integer type.
func (t *Type) IsSigned() bool { return t.Kind == Int && !t.Unsigned }

// A Universe interns types.
type Universe struct {
	types map[string]*Type
}

// NewUniverse returns a Universe without types.
func NewUniverse() *Universe { return &Universe{types: map[string]*Type{}} }

// Lookup returns the type called name, or nil.
func (u *Universe) Lookup(name string) *Type { return u.types[name] }

// intern returns the type called name, and whether it is new, and to be filled.
func (u *Universe) intern(name string) (*Type, bool) {
	if t, ok := u.types[name]; ok {
		return t, false
	}
	t := &Type{Name: name}
	u.types[name] = t
	return t, true
}

// Basic returns a type that machines need whether or not the program mentions it.
func (u *Universe) Basic(name string, k Kind) *Type {
	t, fresh := u.intern(name)
	if fresh {
		t.Kind, t.Error, t.Named = k, name == "error", name == "error"
		if t.Error {
			t.Methods = []string{"Error"}
		}
	}
	return t
}

// PointerTo returns the type *t.
func (u *Universe) PointerTo(t *Type) *Type {
	p, fresh := u.intern("*" + t.Name)
	if fresh {
		p.Kind, p.Elem, p.generic, p.Message = Pointer, t, t.generic, t.Message
		if t.Kind == Struct {
			p.Object = t.Object
		}
	}
	return p
}

// Instantiate replaces the type parameters of t by args.
func (u *Universe) Instantiate(t *Type, args []*Type) *Type {
	if t == nil || !t.generic || len(args) == 0 {
		return t
	}
	if t.Kind == Param {
		if t.Index < len(args) {
			return args[t.Index]
		}
		return t
	}
	name := bounded(instanceName(t.Name, args))
	it, fresh := u.intern(name)
	if !fresh {
		return it
	}
	*it = *t
	it.Name, it.generic = name, false
	it.Elem, it.Key = u.Instantiate(t.Elem, args), u.Instantiate(t.Key, args)
	it.Elems, it.Args = u.instantiateAll(t.Elems, args), u.instantiateAll(t.Args, args)
	it.Embedded = nil
	for _, e := range t.Embedded {
		it.Embedded = append(it.Embedded, Embedded{e.Index, u.Instantiate(e.Type, args)})
	}
	for _, a := range args {
		it.generic = it.generic || a.generic
	}
	return it
}

func (u *Universe) instantiateAll(list, args []*Type) []*Type {
	if list == nil {
		return nil
	}
	out := make([]*Type, len(list))
	for i, t := range list {
		out[i] = u.Instantiate(t, args)
	}
	return out
}

// longName is how long the name of a type becomes at most. A few lines of Go can stand for
// types whose names have more letters than there is memory: struct{a, b T}, with T being such
// a type as well, and so on.
const longName = 2000

// bounded returns a short name for a type with a long one: no other type has it.
func bounded(name string) string {
	if len(name) <= longName {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	return strings.ToValidUTF8(name[:100], "") + shortened + hex.EncodeToString(sum[:16])
}

// shortened is in names that are not the whole name.
const shortened = "…"

// instanceName replaces the names of type parameters, $0 and so on, in a type's name.
func instanceName(name string, args []*Type) string {
	if strings.Contains(name, shortened) {
		// It doesn't show all of them.
		for _, a := range args {
			name += "," + a.Name
		}
		return name
	}
	var b []byte
	for i := 0; i < len(name); i++ {
		if name[i] != '$' {
			b = append(b, name[i])
			continue
		}
		n, k := 0, i+1
		for k < len(name) && name[k] >= '0' && name[k] <= '9' {
			n = n*10 + int(name[k]-'0')
			k++
		}
		if k == i+1 || n >= len(args) {
			b = append(b, name[i])
			continue
		}
		b = append(b, args[n].Name...)
		i = k - 1
	}
	return string(b)
}
