package program

import "fmt"

// A Stmt is one statement. Which of the other fields count depends on Op.
type Stmt struct {
	ID     int // unique in the program, once it is normal
	Op     Op
	Var    *Var
	From   *Var // what Copy and Put read, what Each and Find declare
	Method Method
	Mode   Mode
	Form   Form
	Cond   Cond
	Body   []*Stmt
	Else   []*Stmt

	Defer bool // runs when the function returns
	Leave bool // returns from the function if the operation fails
	Auto  bool // of a Spawn: Var is completed by the goroutine's end
	Late  bool // of a Spawn: the goroutine itself adds to the WaitGroup
}

// An Op is what a statement does.
type Op string

const (
	Declare Op = "declare" // makes Var, which is no stream
	Open    Op = "open"    // opens a stream, and declares Var to hold it
	Reopen  Op = "reopen"  // opens a stream, and assigns it to Var
	Copy    Op = "copy"    // assigns From to Var, and declares Var if it is local; copies sets
	Use     Op = "use"     // calls Method of the stream in Var
	Lock    Op = "lock"    // holds Var during Body; Else if TryLock fails
	Add     Op = "add"     // adds to the WaitGroup Var what Cond says
	Spawn   Op = "spawn"   // runs Body on another goroutine
	Signal  Op = "signal"  // wg.Done, close(event), results <- value
	Wait    Op = "wait"    // waits for what completes Var
	If      Op = "if"      // runs Body or Else
	Loop    Op = "loop"    // runs Body any number of times
	Break   Op = "break"   // leaves the loop
	Return  Op = "return"  // returns from the function
	Call    Op = "call"    // runs Body in a function of its own
	DoOnce  Op = "once"    // runs Body if it is the first to come to Var
	Put     Op = "put"     // adds the stream in From to the set Var
	Drop    Op = "drop"    // takes it out
	Each    Op = "each"    // runs Body with From as each stream of the set Var
	Find    Op = "find"    // runs Body with From as some stream of the set Var
)

// A Mode is a way to hold a lock.
type Mode string

const (
	Exclusive Mode = ""
	Shared    Mode = "shared"
	Try       Mode = "try"
)

// A Form is one of the ways to write a statement. Apart from whether a
// goroutine gets the value of a stream variable or the variable, and where
// Return returns from, it has no part in what the program does.
type Form string

const Plain Form = "" // of every statement, the simplest way

// Forms of Use. Plain is a direct call.
const (
	ByFunction  Form = "function"    // a helper function calls the method
	ByPackage   Form = "package"     // a helper function of another package
	ByValue     Form = "methodvalue" // f := stream.Send; f(m)
	ByGeneric   Form = "generic"     // a helper function with a type parameter
	ByInterface Form = "interface"   // a helper function with an interface of the project
	ByClosure   Form = "closure"     // f := func() { stream.Send(m) }; f()
	ByCallback  Form = "callback"    // do(func() { stream.Send(m) })
)

// Forms of Lock. Plain is Lock before and Unlock after.
const (
	Rest       Form = "rest"       // Lock, defer Unlock, and the rest of the function
	InClosure  Form = "closure"    // func() { Lock; defer Unlock; ... }()
	ByHelpers  Form = "helpers"    // functions that lock and unlock
	With       Form = "with"       // withLock(&mu, func() { ... })
	AsLocker   Form = "locker"     // through a sync.Locker
	InFunction Form = "infunction" // a function that locks, defers unlock, and does the body
)

// Forms of Spawn. Plain is go func() { ... }().
const (
	WithArgs   Form = "args"      // go func(stream T) { ... }(stream)
	Named      Form = "named"     // go f(stream)
	AsMethod   Form = "method"    // go s.f()
	ByGroup    Form = "group"     // g.Go(func() error { ... }), wg.Go(func() { ... })
	TryGo      Form = "trygo"     // g.TryGo(func() error { ... })
	AfterFunc  Form = "afterfunc" // time.AfterFunc(d, func() { ... })
	InHelper   Form = "helper"    // a function that has the go statement
	Safego     Form = "safego"    // safego(func() { ... })
	LibSafego  Form = "libsafego" // the same of another package
	ContextRun Form = "context"   // context.AfterFunc(ctx, func() { ... })
)

// Forms of Call. Plain is func() { ... }(); Named and AsMethod also apply.
const (
	InPackage Form = "package" // a function of another package
	Inline    Form = "inline"  // do(func() { ... })
)

// Forms of Wait. Plain waits; Named waits in a helper function.
const (
	OrLeave   Form = "orleave"   // select with a case that returns
	OrGoOn    Form = "orgoon"    // select with a case that goes on
	OrDefault Form = "ordefault" // select with a default
	Range     Form = "range"     // for range results {}
)

// A Cond decides about an If or a Loop.
type Cond string

const (
	// Maybe is another answer each time.
	Maybe Cond = ""
	// Flag and NotFlag ask a parameter of the function.
	Flag    Cond = "flag"
	NotFlag Cond = "notflag"
	// IsSet asks whether Var holds a stream.
	IsSet Cond = "isset"
	// Names goes over a parameter of the function, so that two loops turn as often.
	Names Cond = "names"
	// Twice turns two times.
	Twice Cond = "twice"
	// Forever turns until Return, Break or a failure.
	Forever Cond = "forever"
)

// Scope reports whether the statement's body is the body of a function, so that
// Return, Defer and failures inside of it end at the statement.
func (s *Stmt) Scope() bool {
	switch s.Op {
	case Spawn, Call, DoOnce:
		return true
	case Lock:
		return s.Form == InClosure || s.Form == With || s.Form == InFunction
	}
	return false
}

// Passes reports whether the body gets the values of the local stream variables
// that it uses, rather than the variables.
func (s *Stmt) Passes() bool {
	switch s.Op {
	case Spawn:
		return s.Form == WithArgs || s.Form == Named || s.Form == AsMethod || s.Form == InHelper
	case Call:
		return s.Form == Named || s.Form == AsMethod || s.Form == InPackage
	case Lock:
		return s.Form == InFunction
	}
	return false
}

// String returns the statement in the words of the model, with its number.
func (s *Stmt) String() string {
	out := fmt.Sprintf("#%d %s", s.ID, s.Op)
	for _, more := range []string{string(s.Mode), string(s.Cond), string(s.Method)} {
		if more != "" {
			out += " " + more
		}
	}
	if s.Var != nil {
		out += " " + s.Var.Name
	}
	if s.From != nil {
		out += " " + s.From.Name
	}
	return out
}
