package code

import "strings"

// A Func is a function that a machine can run.
type Func struct {
	Name string // full, as ssa.Function.String gives it, of the generic function for an instance
	Pkg  string // import path
	File string // base name of the file
	Line int32
	Col  int32

	Params      int // the first slots
	Free        int // the slots after them: captured variables
	Slots       int
	TypeParams  []*Type // the constraints of the type parameters
	ParamTypes  []*Type
	Results     []*Type
	Variadic    bool
	Synthetic   bool // has no source of its own
	Recovers    bool // calls recover
	Interceptor bool // has the form of a grpc.StreamServerInterceptor
	Registers   bool // initializes its package, and registers something with another one
	Unary       bool // has the form of a unary handler
	Handler     int  // 1 + the index of the stream that each call owns, if it has the form of a streaming handler

	Blocks  []Block
	ID      int   // its number in a Program
	Base    int   // the number of its first block in a Program
	Recover int32 // the block that runs after a recovered panic, or -1
	Consts  []Const
}

// InTest reports whether f is declared in a test file.
func (f *Func) InTest() bool { return strings.HasSuffix(f.File, "_test.go") }

// IsBound reports whether f calls a method of an object that it was bound to, as method values do.
func (f *Func) IsBound() bool { return strings.Contains(f.Name, "$bound") }

// A Block is a sequence of instructions, the last of which goes elsewhere.
type Block struct {
	Instrs []Instr
	Preds  []int32
	Succs  []int32
}

// An Operand names a value: a slot of the frame, or, if it is negative, a
// constant of the function.
type Operand int32

// NoOperand stands for an absent operand.
const NoOperand Operand = 1 << 30

// Const returns the index of the constant that o names.
func (o Operand) Const() int { return int(-o - 1) }

// A Const is a value that is known before the code runs.
type Const struct {
	Kind  ConstKind
	Type  *Type
	Int   int64
	Float float64
	Text  string  // a string; the name of a function or of a variable
	Args  []*Type // type arguments of a function
	// Of functions: what a machine has to know if it hasn't got the code.
	Results []*Type
	Params  []*Type
}

// ConstKind says what a constant is.
type ConstKind uint8

// The kinds of constants.
const (
	ZeroConst ConstKind = iota // the zero value of Type
	IntConst
	FloatConst
	TextConst
	BoolConst
	FuncConst
	GlobalConst // the address of a package's variable; Type is that of the variable
	OpaqueConst // a value that machines don't calculate with
)

// Op is what an instruction does. Most are those of golang.org/x/tools/go/ssa, where
// they are described.
type Op uint8

// The instructions. Below, A are the operands in order, T the type, N and S the
// number and the text that belong to the instruction.
const (
	Alloc       Op = iota // address of a new variable of type T
	Phi                   // A[i] if control came from predecessor i
	BinOp                 // A[0] S A[1], operand type T
	Not                   // !A[0]
	Neg                   // -A[0], and ^A[0] with S
	Load                  // *A[0], of type T
	Store                 // *A[0] = A[1]
	FieldAddr             // &A[0].field N, field type T
	Field                 // A[0].field N, field type T
	IndexAddr             // &A[0][A[1]], element type T
	Index                 // A[0][A[1]], element type T
	Lookup                // A[0][A[1]], N=1 with comma-ok, T the element type
	MapUpdate             // A[0][A[1]] = A[2]
	MakeMap               // T
	MakeChan              // T, size A[0]; N=1 if only code outside the program can send on it
	MakeSlice             // T, length A[0], capacity A[1]
	SliceOp               // A[0][A[1]:A[2]:A[3]], T the result's type
	MakeIface             // A[0], of type T, as an interface, N=1 if that has no methods
	MakeClosure           // function A[0] with the captured A[1:]
	Convert               // A[0] as T
	Assert                // A[0].(T), N=1 with comma-ok
	Extract               // component N of A[0], type T
	Range                 // iterator over A[0]
	Next                  // next (ok, key, value) of A[0]; N=1 for strings; T the tuple's type
	Recv                  // <-A[0], N=1 with comma-ok, T the element type
	Send                  // A[0] <- A[1]
	Select                // see Func.Blocks; N=1 if it has no default; S says per state 's' or 'r'; A chan, value pairs; T the result
	Call                  // see Mode; T the result's type
	Go
	Defer // N=1 if the last of A is the list of deferred calls of another frame, that of a loop over a function
	RunDefers
	Panic  // A[0]
	If     // A[0]
	Jump   //
	Return // A
	Getter // A[0].field N of type T, or zero if A[0] is nil: a protocol buffer's GetXxx; S its name
	Unknown
)

// Mode says what a call calls.
type Mode uint8

// The modes of calls.
const (
	NoCall  Mode = iota
	Value        // the function A[0] with A[1:]
	Invoke       // the method S of the interface value A[0] with A[1:]
	Builtin      // the built-in function S with A
)

// An Instr is an instruction.
type Instr struct {
	Op   Op
	Mode Mode
	Dst  int32 // slot of the result, or -1
	A    []Operand
	T    *Type
	N    int32
	S    string
	Line int32
	Col  int32
	// Of method calls: the static type of the receiver.
	Recv *Type
}

// Loops reports whether f has a loop: a block that leads back to itself.
func (f *Func) Loops() bool {
	const (
		open = 1 + iota
		done
	)
	state := make([]uint8, len(f.Blocks))
	var visit func(i int32) bool
	visit = func(i int32) bool {
		state[i] = open
		for _, s := range f.Blocks[i].Succs {
			if state[s] == open || state[s] == 0 && visit(s) {
				return true
			}
		}
		state[i] = done
		return false
	}
	return len(f.Blocks) > 0 && visit(0)
}

// Returns reports whether a path through f leads to a return. Paths end at blocks for which ends
// returns true; it may be nil.
func (f *Func) Returns(ends func(*Block) bool) bool {
	seen := make([]bool, len(f.Blocks))
	for work := []int32{0}; len(work) > 0; {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		if int(i) >= len(f.Blocks) || seen[i] {
			continue
		}
		seen[i] = true
		b := &f.Blocks[i]
		if ends != nil && ends(b) {
			continue
		}
		if n := len(b.Instrs); n > 0 && b.Instrs[n-1].Op == Return {
			return true
		}
		work = append(work, b.Succs...)
	}
	return len(f.Blocks) == 0
}
