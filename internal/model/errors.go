package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// errorsRows are functions that make, compare and take apart errors.
func errorsRows() table {
	t := table{
		"errors.New":    {newError, false},
		"fmt.Errorf":    {formatError, false},
		"errors.Join":   {joinErrors, false},
		"errors.Is":     {isError, false},
		"errors.As":     {asError, false},
		"errors.Unwrap": {unwrap, false},

		"google.golang.org/grpc/status.Error":     {statusError, false},
		"google.golang.org/grpc/status.Errorf":    {statusError, false},
		"google.golang.org/grpc/status.FromError": {havoc, false},
		"google.golang.org/grpc/status.Code":      {pure, false},
		"google.golang.org/grpc/status.Convert":   {pure, false},

		"github.com/pkg/errors.New":         {newError, false},
		"github.com/pkg/errors.Errorf":      {newError, false},
		"github.com/pkg/errors.Wrap":        {wrapError, false},
		"github.com/pkg/errors.Wrapf":       {wrapError, false},
		"github.com/pkg/errors.WithMessage": {wrapError, false},
		"github.com/pkg/errors.WithStack":   {wrapError, false},
	}
	return t
}

// wrapped is what an error wraps. It is kept at the error's address.
type wrapped struct{ errs []machine.Value }

// errorOf makes an error that wraps errs, and equals no other one.
func errorOf(m *machine.Machine, typ string, errs ...machine.Value) machine.Value {
	t := m.Program.Basic(typ, code.Struct)
	if len(t.Methods) == 0 {
		t.Named, t.Origin, t.Methods = true, typ, []string{"Error"}
	}
	cell := machine.NewCell(t, &machine.Struct{})
	if len(errs) > 0 {
		machine.Sync[wrapped](m, cell).errs = errs
	}
	return &machine.Iface{T: m.Program.PointerTo(t), V: cell}
}

// wraps returns what an error wraps, as far as that is known.
func wraps(m *machine.Machine, err machine.Value) []machine.Value {
	if i, ok := m.Resolve(err).(*machine.Iface); ok {
		if cell, ok := m.Resolve(i.V).(*machine.Cell); ok {
			if w, ok := cell.Sync.(*wrapped); ok {
				return w.errs
			}
		}
	}
	return nil
}

// newError: "Each call to New returns a distinct error value even if the text is identical"
// (https://pkg.go.dev/errors#New).
func newError(c *machine.Call) (machine.Value, machine.Status) {
	return errorOf(c.M, "errors.errorString"), machine.Done
}

// formatError: "If the format specifier includes a %w verb with an error operand, the
// returned error will implement an Unwrap method returning the operand"
// (https://pkg.go.dev/fmt#Errorf).
func formatError(c *machine.Call) (machine.Value, machine.Status) {
	var errs []machine.Value
	if format, ok := c.Arg(0).(string); !ok || strings.Contains(format, "%w") {
		c.M.Visit(c.Args[1], func(v machine.Value) {
			if isErrorValue(c.M, v) {
				errs = append(errs, v)
			}
		})
	}
	return errorOf(c.M, "fmt.wrapError", errs...), machine.Done
}

// isErrorValue reports whether v, of type any, is an error that is not nil.
func isErrorValue(m *machine.Machine, v machine.Value) bool {
	if _, ok := m.Assert(v, m.ErrorType()); !ok {
		return false
	}
	if u, ok := m.Resolve(v).(*machine.Unknown); ok {
		return u.T.Error && !m.IsNil(u)
	}
	return true
}

// statusError returns nil for the code OK, which is 0.
func statusError(c *machine.Call) (machine.Value, machine.Status) {
	if n, ok := c.Arg(0).(int64); ok && n == 0 {
		return machine.Nil{}, machine.Done
	}
	return errorOf(c.M, "google.golang.org/grpc/internal/status.Error"), machine.Done
}

// wrapError returns nil for a nil error.
func wrapError(c *machine.Call) (machine.Value, machine.Status) {
	if c.M.IsNil(c.Args[0]) {
		return machine.Nil{}, machine.Done
	}
	return errorOf(c.M, "github.com/pkg/errors.withStack", c.Args[0]), machine.Done
}

// joinErrors: "Join returns nil if every value in errs is nil".
func joinErrors(c *machine.Call) (machine.Value, machine.Status) {
	var errs []machine.Value
	c.M.Visit(c.Args[0], func(v machine.Value) {
		if !c.M.IsNil(v) {
			errs = append(errs, v)
		}
	})
	if len(errs) > 0 {
		return errorOf(c.M, "errors.joinError", errs...), machine.Done
	}
	return machine.Nil{}, machine.Done
}

// unwrap: "Unwrap returns nil if the Unwrap method returns []error", or if there is none.
func unwrap(c *machine.Call) (machine.Value, machine.Status) {
	errs := wraps(c.M, c.Args[0])
	switch {
	case len(errs) == 1:
		return errs[0], machine.Done
	case len(errs) > 1 || c.M.IsNil(c.Args[0]):
		return machine.Nil{}, machine.Done
	}
	return c.M.Havoc(c), machine.Done
}

// tree calls f for err and all that it wraps, until f returns true: "The tree consists of err
// itself, followed by the errors obtained by repeatedly calling its Unwrap ... method"
// (https://pkg.go.dev/errors#Is).
func tree(m *machine.Machine, err machine.Value, f func(machine.Value) bool) bool {
	if f(err) {
		return true
	}
	for _, inner := range wraps(m, err) {
		if tree(m, inner, f) {
			return true
		}
	}
	return false
}

func isError(c *machine.Call) (machine.Value, machine.Status) {
	target := c.Args[1]
	if c.M.IsNil(c.Args[0]) {
		return c.M.IsNil(target), machine.Done
	}
	return tree(c.M, c.Args[0], func(err machine.Value) bool {
		return c.M.Equal(err, target) || hides(c.M, err, target)
	}), machine.Done
}

// An answer is one that was given to a question.
type answer struct{ given, yes bool }

// hides reports whether an error from outside wraps target.
func hides(m *machine.Machine, err, target machine.Value) bool {
	u, ok := m.Resolve(err).(*machine.Unknown)
	if !ok {
		return false
	}
	question := m.Pure("errors.Is", m.Program.Basic("bool", code.Bool), u, target)
	a := machine.Sync[answer](m, question)
	if !a.given {
		a.given, a.yes = true, m.Choices.Percent(20)
	}
	return a.yes
}

// asError: "As finds the first error in err's tree that matches target, and if one is found,
// sets target to that error value and returns true".
func asError(c *machine.Call) (machine.Value, machine.Status) {
	if c.M.IsNil(c.Args[0]) {
		return false, machine.Done
	}
	target, ok := c.Arg(1).(*machine.Iface)
	if !ok {
		return c.M.Choices.Percent(30), machine.Done
	}
	cell, ok := c.M.Resolve(target.V).(*machine.Cell)
	if !ok || cell.T == nil {
		return c.M.Choices.Percent(30), machine.Done
	}
	return tree(c.M, c.Args[0], func(err machine.Value) bool {
		v, ok := c.M.Assert(err, cell.T)
		if ok {
			c.M.Store(cell, v)
		}
		return ok
	}), machine.Done
}

// purePackages are packages whose functions depend on their arguments alone, and do
// nothing else. A method counts if its receiver is a value.
var purePackages = map[string]bool{
	"strings": true, "strconv": true, "bytes": true, "math": true, "math/bits": true, "unicode": true,
	"unicode/utf8": true, "path": true, "path/filepath": true, "cmp": true, "net/netip": true,
	"encoding/hex": true, "encoding/base64": true, "encoding/binary": true, "hash/crc32": true, "hash/adler32": true,
	"hash/maphash": true, "crypto/sha256": true, "crypto/sha1": true, "crypto/md5": true, "crypto/sha512": true,
	"hash/fnv": true,
}

// impure are functions of those packages that depend on more, or call what they are given.
var impure = map[string]bool{
	"strings.Map": true, "strings.FieldsFunc": true, "strings.IndexFunc": true, "strings.TrimFunc": true,
	"path/filepath.Walk": true, "path/filepath.WalkDir": true, "path/filepath.Glob": true,
	"encoding/binary.Read": true, "encoding/binary.Write": true,
}

// pureFuncs are single functions of other packages that are pure.
var pureFuncs = map[string]bool{
	"fmt.Sprintf": true, "fmt.Sprint": true, "fmt.Sprintln": true, "net.JoinHostPort": true,
	"google.golang.org/protobuf/proto.Size": true, "google.golang.org/protobuf/proto.Equal": true,
	"github.com/google/uuid.Parse": true,
}

func isPure(name string) bool {
	if pureFuncs[name] {
		return true
	}
	if impure[name] || strings.HasPrefix(name, "(*strings.") || strings.HasPrefix(name, "(*bytes.") {
		return false
	}
	if rest, ok := strings.CutPrefix(name, "("); ok {
		rest = strings.TrimPrefix(rest, "*")
		end := strings.LastIndexByte(rest, ')')
		if end < 0 {
			return false
		}
		pkg := rest[:strings.LastIndexByte(rest[:end], '.')+1]
		return pkg != "" && purePackages[strings.TrimSuffix(pkg, ".")] && !strings.HasPrefix(name, "(*")
	}
	i := strings.LastIndexByte(name, '.')
	return i > 0 && purePackages[name[:i]] && !strings.Contains(name[:i], "(")
}

// pure gives the same results for the same arguments. A struct, an array or a slice counts by
// its parts, an interface value by what it holds.
func pure(c *machine.Call) (machine.Value, machine.Status) {
	var operands []machine.Value
	for _, a := range c.Args {
		operands = append(operands, contents(c, a)...)
	}
	if len(operands) == 0 {
		return c.M.Havoc(c), machine.Done
	}
	if len(c.Results) == 1 {
		return pureResult(c.M, c.Name, c.Results[0], operands), machine.Done
	}
	vs := make(machine.Tuple, len(c.Results))
	for i, t := range c.Results {
		if t.Error {
			vs[i] = c.M.MaybeError(12, c.Name)
			continue
		}
		vs[i] = pureResult(c.M, c.Name+string(rune('0'+i)), t, operands)
	}
	return vs, machine.Done
}

// A pureObject is the struct or the array that a pure function returns.
type pureObject struct{ v machine.Value }

func pureResult(m *machine.Machine, name string, t *code.Type, operands []machine.Value) machine.Value {
	if t.Kind != code.Struct && t.Kind != code.Array {
		return m.Pure(name, t, operands...)
	}
	whole := m.Pure(name, m.Program.Basic("string", code.String), operands...)
	of := machine.Sync[pureObject](m, whole)
	if of.v == nil {
		of.v = m.Object(t, whole)
	}
	return of.v
}

// contents returns what the contents of v depend on.
func contents(c *machine.Call, v machine.Value) []machine.Value {
	switch v := c.M.Resolve(v).(type) {
	case *machine.Slice, *machine.Struct, *machine.Array:
		return c.M.Parts(v)
	case *machine.Iface:
		return contents(c, v.V)
	default:
		return []machine.Value{v}
	}
}
