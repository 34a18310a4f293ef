package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/machine"
)

// errorsRows are functions that make, compare and take apart errors.
func errorsRows() table {
	t := table{
		"errors.New":    {newError, false},
		"fmt.Errorf":    {newError, false},
		"errors.Join":   {joinErrors, false},
		"errors.Is":     {isError, false},
		"errors.As":     {asError, false},
		"errors.Unwrap": {havoc, false},

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

func newError(c *machine.Call) (machine.Value, machine.Status) {
	return c.M.Error("error"), machine.Done
}

// statusError returns nil for the code OK, which is 0.
func statusError(c *machine.Call) (machine.Value, machine.Status) {
	if n, ok := c.Arg(0).(int64); ok && n == 0 {
		return machine.Nil{}, machine.Done
	}
	return c.M.Error("status"), machine.Done
}

// wrapError returns nil for a nil error.
func wrapError(c *machine.Call) (machine.Value, machine.Status) {
	if c.M.IsNil(c.Args[0]) {
		return machine.Nil{}, machine.Done
	}
	return c.M.Error("error"), machine.Done
}

// joinErrors: "Join returns nil if every value in errs is nil".
func joinErrors(c *machine.Call) (machine.Value, machine.Status) {
	failed := false
	c.M.Visit(c.Args[0], func(v machine.Value) {
		if !c.M.IsNil(v) {
			failed = true
		}
	})
	if failed {
		return c.M.Error("error"), machine.Done
	}
	return machine.Nil{}, machine.Done
}

func isError(c *machine.Call) (machine.Value, machine.Status) {
	if c.M.IsNil(c.Args[0]) {
		return c.M.IsNil(c.Args[1]), machine.Done
	}
	return c.M.Equal(c.Args[0], c.Args[1]) || c.M.Choices.Percent(20), machine.Done
}

// asError: if it is true, the target is set to something that is not nil.
func asError(c *machine.Call) (machine.Value, machine.Status) {
	if c.M.IsNil(c.Args[0]) || !c.M.Choices.Percent(30) {
		return false, machine.Done
	}
	target, ok := c.Arg(1).(*machine.Iface)
	if !ok {
		return true, machine.Done
	}
	if cell, ok := c.M.Resolve(target.V).(*machine.Cell); ok && cell.T != nil {
		v := c.M.Outside(cell.T, "error")
		if u, ok := v.(*machine.Unknown); ok {
			u.NonNil()
		}
		c.M.Store(cell, v)
	}
	return true, machine.Done
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

// pure gives the same results for the same arguments. A slice of arguments counts by its
// elements, a pointer by what it points to now.
func pure(c *machine.Call) (machine.Value, machine.Status) {
	var operands []machine.Value
	for _, a := range c.Args {
		operands = append(operands, contents(c, a)...)
	}
	if len(operands) == 0 {
		return c.M.Havoc(c), machine.Done
	}
	if len(c.Results) == 1 {
		return c.M.Pure(c.Name, c.Results[0], operands...), machine.Done
	}
	vs := make(machine.Tuple, len(c.Results))
	for i, t := range c.Results {
		if t.Error {
			vs[i] = c.M.MaybeError(12, c.Name)
			continue
		}
		vs[i] = c.M.Pure(c.Name+string(rune('0'+i)), t, operands...)
	}
	return vs, machine.Done
}

func contents(c *machine.Call, v machine.Value) []machine.Value {
	switch v := c.M.Resolve(v).(type) {
	case *machine.Slice:
		var out []machine.Value
		if _, known := c.M.Resolve(v.Len).(int64); !known {
			return []machine.Value{v}
		}
		c.M.Visit(v, func(e machine.Value) { out = append(out, contents(c, e)...) })
		return out
	case *machine.Iface:
		return []machine.Value{c.M.Resolve(v.V)}
	default:
		return []machine.Value{v}
	}
}
