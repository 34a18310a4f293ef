package machine

import (
	"cmp"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
)

func (m *Machine) not(v Value) Value {
	switch b := v.(type) {
	case bool:
		return !b
	case *Unknown:
		u := m.termOf(term{op: "!", a: b, t: b.T})
		return u
	}
	return v
}

func (m *Machine) negate(op string, v Value, t *code.Type) Value {
	switch n := v.(type) {
	case int64:
		if op == "-" {
			return wrap(-n, t)
		}
		return wrap(^n, t)
	case float64:
		return -n
	}
	return m.Pure("neg"+op, t, v)
}

func (m *Machine) binaryInstr(g *Goroutine, f *Frame, in *code.Instr) {
	t := m.typeOf(f, in.T)
	a, b := m.get(f, in.A[0]), m.get(f, in.A[1])
	if t.Kind == code.Int && (in.S == "/" || in.S == "%") && b == Value(int64(0)) {
		m.Panic(g, "integer divide by zero")
		return
	}
	f.set(in, m.binary(in.S, a, b, t))
}

// binary returns the result of an operation, for operands of type t.
func (m *Machine) binary(op string, a, b Value, t *code.Type) Value {
	a, b = m.Resolve(a), m.Resolve(b)
	_, unknownA := a.(*Unknown)
	_, unknownB := b.(*Unknown)
	if op == "==" || op == "!=" {
		if !unknownA && !unknownB {
			return m.Equal(a, b) == (op == "==")
		}
		if m.same(a, b) {
			return op == "=="
		}
		return m.termOf(term{op: op, a: m.operand(a), b: m.operand(b), t: t})
	}
	if !unknownA && !unknownB {
		if v := binary(op, a, b, t); v != nil {
			return v
		}
	}
	if v := m.plus(op, a, b, t); v != nil {
		return v
	}
	if n, ok := a.(int64); ok && op == "%" && n >= 0 && unknownB && m.below(n, b) {
		return n
	}
	return m.termOf(term{op: op, a: m.operand(a), b: m.operand(b), t: t})
}

// below reports whether n is less than what it is divided by, such as the length of a list: then it is
// the remainder. A divisor that is unknown is taken to be above 0.
func (m *Machine) below(n int64, divisor Value) bool {
	return n == 0 || m.compare("<", n, divisor)
}

// plus returns a + d, or a - d, as the sum of an unknown integer and one known one, or nil. So a
// counter that counts down from an unknown number stays comparable with it.
func (m *Machine) plus(op string, a, b Value, t *code.Type) Value {
	u, ok := a.(*Unknown)
	d, isInt := b.(int64)
	if !ok || !isInt || op != "+" && op != "-" || !small(d) || t == nil || t.Kind != code.Int || t.Unsigned {
		return nil
	}
	if op == "-" {
		d = -d
	}
	if of, e, ok := u.sum(); ok {
		u, d = of, d+e
	}
	if d == 0 {
		return u
	}
	return m.termOf(term{op: "+", a: u, b: d, t: t})
}

func (m *Machine) operand(v Value) any {
	if !hashable(v) {
		return m.identity(v)
	}
	return v
}

// binary computes an operation on known operands, or returns nil.
func binary(op string, a, b Value, t *code.Type) Value {
	switch x := a.(type) {
	case int64:
		if y, ok := b.(int64); ok {
			return binaryInt(op, x, y, t)
		}
	case float64:
		if y, ok := b.(float64); ok {
			return binaryFloat(op, x, y)
		}
	case string:
		if y, ok := b.(string); ok {
			return binaryString(op, x, y)
		}
	case bool:
		if y, ok := b.(bool); ok {
			switch op {
			case "==":
				return x == y
			case "!=":
				return x != y
			}
		}
	}
	return nil
}

func binaryInt(op string, x, y int64, t *code.Type) Value {
	if t != nil && t.Unsigned && t.Bits == 0 {
		return binaryUint(op, uint64(x), uint64(y))
	}
	switch op {
	case "+":
		return wrap(x+y, t)
	case "-":
		return wrap(x-y, t)
	case "*":
		return wrap(x*y, t)
	case "&":
		return x & y
	case "|":
		return x | y
	case "^":
		return wrap(x^y, t)
	case "&^":
		return x &^ y
	case "/":
		if y != 0 {
			return wrap(x/y, t)
		}
	case "%":
		if y != 0 {
			return x % y
		}
	case "<<":
		return wrap(x<<uint64(y), t)
	case ">>":
		return x >> uint64(y)
	}
	return compare(op, x, y)
}

// compare returns the result of a comparison, or nil if op is another operator.
func compare[T cmp.Ordered](op string, x, y T) Value {
	switch op {
	case "==":
		return x == y
	case "!=":
		return x != y
	case "<":
		return x < y
	case "<=":
		return x <= y
	case ">":
		return x > y
	case ">=":
		return x >= y
	}
	return nil
}

// binaryUint is binaryInt for the type uint64.
func binaryUint(op string, x, y uint64) Value {
	switch op {
	case "<", "<=", ">", ">=":
		return compare(op, x, y)
	case "/":
		if y != 0 {
			return int64(x / y)
		}
		return nil
	case "%":
		if y != 0 {
			return int64(x % y)
		}
		return nil
	case ">>":
		return int64(x >> y)
	}
	return binaryInt(op, int64(x), int64(y), nil)
}

func binaryFloat(op string, x, y float64) Value {
	switch op {
	case "+":
		return x + y
	case "-":
		return x - y
	case "*":
		return x * y
	case "/":
		return x / y
	}
	return compare(op, x, y)
}

func binaryString(op string, x, y string) Value {
	switch op {
	case "==":
		return x == y
	case "!=":
		return x != y
	case "+":
		if len(x)+len(y) < 1<<12 {
			return x + y
		}
	default:
		c := int64(strings.Compare(x, y))
		return binaryInt(op, c, 0, nil)
	}
	return nil
}

// wrap reduces an integer to the size of its type.
func wrap(n int64, t *code.Type) int64 {
	if t == nil || t.Bits == 0 {
		return n
	}
	shift := 64 - uint(t.Bits)
	if t.Unsigned {
		return int64(uint64(n) << shift >> shift)
	}
	return n << shift >> shift
}
