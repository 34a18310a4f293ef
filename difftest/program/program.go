package program

// A Program is one function, or one object, or one server, together with who
// calls it.
type Program struct {
	Shape   Shape
	Fields  []*Var   // of the session or the server
	Globals []*Var   // of the package
	Body    []*Stmt  // of the function, or of the session's constructor
	Entries []*Entry // the session's methods, or the server's handlers
}

// A Shape says where the concurrency of a program can come from.
type Shape string

const (
	// Function is called once.
	Function Shape = "function"
	// Session is an object: its constructor is called once, and then one caller
	// calls its methods, in any order. A method that starts a goroutine is called
	// once at most, the others any number of times.
	Session Shape = "session"
	// Server has handlers, which run beside each other and beside themselves.
	Server Shape = "server"
)

// An Entry is a method that is called from outside.
type Entry struct {
	Name   string
	Stream *Var // the handler's own stream; nil in a session, or if it has none
	Body   []*Stmt
}

// A Var is a variable that holds a stream or something to synchronise with.
type Var struct {
	Name   string
	Kind   Kind
	Place  Place
	Holder int // the struct that a Held variable is a field of
	Cap    int // of a channel
}

// A Place says where a variable lives, and so how it is named.
type Place string

const (
	Local  Place = "local"  // a local variable, captured or passed
	Held   Place = "held"   // a field of a struct that a local variable points to
	Field  Place = "field"  // a field of the session or server
	Global Place = "global" // a variable of the package
)

// A Kind is a type of variables.
type Kind string

const (
	Stream    Kind = "stream"    // opened with Connect: both sides stream
	Upload    Kind = "upload"    // opened with Upload: the client streams
	Accepted  Kind = "accepted"  // a handler's stream: both sides stream
	Streams   Kind = "streams"   // a set of accepted streams; a copy of one, if it is local
	Mutex     Kind = "mutex"     // sync.Mutex
	RWMutex   Kind = "rwmutex"   // sync.RWMutex
	Semaphore Kind = "semaphore" // a channel used as a lock
	WaitGroup Kind = "waitgroup" // sync.WaitGroup
	ErrGroup  Kind = "errgroup"  // errgroup.Group
	Event     Kind = "event"     // a channel that is only closed
	Results   Kind = "results"   // a channel that values are sent on
	Once      Kind = "once"      // sync.Once
)

// IsStream reports whether variables of the kind hold one stream.
func (k Kind) IsStream() bool { return k == Stream || k == Upload || k == Accepted }

// IsLock reports whether variables of the kind can be held.
func (k Kind) IsLock() bool { return k == Mutex || k == RWMutex || k == Semaphore }

// A Method is a method of a stream.
type Method string

const (
	Send         Method = "Send"
	SendMsg      Method = "SendMsg"
	Recv         Method = "Recv"
	RecvMsg      Method = "RecvMsg"
	CloseSend    Method = "CloseSend"
	CloseAndRecv Method = "CloseAndRecv"
)

// A Category is a kind of overlap that grpc-go forbids.
type Category string

const (
	SendSend  Category = "sendsend"
	RecvRecv  Category = "recvrecv"
	CloseWith Category = "closesend"
)

// Conflicts returns the categories of an overlap of a and b on one stream. Closing it
// twice at the same time is none: grpc-go forbids CloseSend beside SendMsg only.
func Conflicts(a, b Method) []Category {
	var out []Category
	if a.sends() && b.sends() {
		out = append(out, SendSend)
	}
	if a.receives() && b.receives() {
		out = append(out, RecvRecv)
	}
	if a.closes() && b.sends() || b.closes() && a.sends() {
		out = append(out, CloseWith)
	}
	return out
}

func (m Method) sends() bool    { return m == Send || m == SendMsg }
func (m Method) receives() bool { return m == Recv || m == RecvMsg || m == CloseAndRecv }
func (m Method) closes() bool   { return m == CloseSend || m == CloseAndRecv }

// Starts reports whether the entry starts a goroutine.
func (e *Entry) Starts() bool {
	for s := range All(e.Body) {
		if s.Op == Spawn {
			return true
		}
	}
	return false
}
