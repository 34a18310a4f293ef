package source

import (
	"fmt"

	"github.com/streamvet/streamvet/difftest/program"
)

func (r *renderer) function() {
	w := &writer{r: r, f: r.chat, d: r.chat.add(), result: errorResult}
	w.imports("context", chatpb)
	params := "ctx context.Context, c chatpb.ChatClient"
	if needs(r.p.Body).names {
		params += ", names []string"
	}
	if needs(r.p.Body).flag {
		params += ", flag bool"
	}
	w.function("func Chat("+params+") error", r.p.Body)
}

// Takes reports whether the function Chat of p has the parameters names and flag.
func Takes(p *program.Program) (names, flag bool) {
	n := needs(p.Body)
	return n.names, n.flag
}

func (r *renderer) session() {
	w := &writer{r: r, f: r.chat, d: r.chat.add()}
	w.imports("context", chatpb)
	reopens := false
	for _, e := range r.p.Entries {
		reopens = reopens || needs(e.Body).client
	}
	for s := range program.All(r.p.Body) {
		if s.Op == program.Spawn && needs(s.Body).client {
			reopens = true
		}
	}
	w.line("type Session struct {")
	w.indent++
	if reopens {
		w.line("client chatpb.ChatClient")
	}
	w.fields(r.p.Fields)
	w.indent--
	w.line("}")

	w = &writer{r: r, f: r.chat, d: r.chat.add(), result: newResult}
	w.line("func New(ctx context.Context, c chatpb.ChatClient) (*Session, error) {")
	w.indent++
	if reopens {
		w.line("s := &Session{client: c}")
	} else {
		w.line("s := &Session{}")
	}
	w.makeFields(r.p.Fields)
	w.list(r.p.Body)
	w.end(r.p.Body)
	w.indent--
	w.line("}")
	for _, e := range r.p.Entries {
		w := &writer{r: r, f: r.chat, d: r.chat.add(), saved: true}
		w.function("func (s *Session) "+e.Name+"()", e.Body)
	}
}

func (r *renderer) server() {
	w := &writer{r: r, f: r.chat, d: r.chat.add()}
	w.imports(chatpb)
	w.line("type Server struct {")
	w.indent++
	w.line("chatpb.UnimplementedChatServer")
	w.line("")
	w.fields(r.p.Fields)
	w.indent--
	w.line("}")

	w = &writer{r: r, f: r.chat, d: r.chat.add()}
	w.line("func New() *Server {")
	w.indent++
	w.line("s := &Server{}")
	w.makeFields(r.p.Fields)
	w.line("return s")
	w.indent--
	w.line("}")
	for _, e := range r.p.Entries {
		w := &writer{r: r, f: r.chat, d: r.chat.add(), saved: true}
		if e.Stream != nil {
			w.result = errorResult
			w.function(fmt.Sprintf("func (s *Server) %s(%s chatpb.Chat_ConnectServer) error", e.Name, e.Stream.Name), e.Body)
			continue
		}
		w.imports("context")
		w.result = ackResult
		w.function(fmt.Sprintf("func (s *Server) %s(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error)", e.Name), e.Body)
	}
}

// structs declares the package's variables and the types of the structs that
// hold a stream together with what guards it.
func (r *renderer) structs() {
	for _, v := range r.p.Globals {
		w := &writer{r: r, f: r.chat, d: r.chat.add()}
		w.linef("var %s %s", v.Name, w.typeOf(v))
	}
	held := make(map[int][]*program.Var)
	last := 0
	for s := range r.p.All() {
		if v := s.Declares(); v != nil && v.Place == program.Held {
			held[v.Holder] = append(held[v.Holder], v)
			last = max(last, v.Holder)
		}
	}
	for n := 1; n <= last; n++ {
		if len(held[n]) == 0 {
			continue
		}
		w := &writer{r: r, f: r.chat, d: r.chat.add()}
		w.linef("type session%d struct {", n)
		w.indent++
		w.fields(held[n])
		w.indent--
		w.line("}")
	}
}

func (w *writer) fields(vars []*program.Var) {
	for _, v := range vars {
		w.linef("%s %s", v.Name, w.typeOf(v))
	}
}

// makeFields makes the channels and maps among the fields.
func (w *writer) makeFields(vars []*program.Var) {
	for _, v := range vars {
		if text := w.making(v); text != "" {
			w.linef("%s = %s", w.expr(v), text)
		}
	}
}

// typeOf returns the type of the variable, as it is declared.
func (w *writer) typeOf(v *program.Var) string {
	switch v.Kind {
	case program.Stream:
		w.imports(chatpb)
		return "chatpb.Chat_ConnectClient"
	case program.Upload:
		w.imports(chatpb)
		return "chatpb.Chat_UploadClient"
	case program.Accepted:
		w.imports(chatpb)
		return "chatpb.Chat_ConnectServer"
	case program.Streams:
		w.imports(chatpb)
		if v.Place == program.Local {
			return "[]chatpb.Chat_ConnectServer"
		}
		return "map[chatpb.Chat_ConnectServer]struct{}"
	case program.Event, program.Semaphore:
		return "chan struct{}"
	case program.Results:
		return "chan error"
	case program.ErrGroup:
		w.imports("golang.org/x/sync/errgroup")
		return "errgroup.Group"
	}
	w.imports("sync")
	return map[program.Kind]string{
		program.Mutex: "sync.Mutex", program.RWMutex: "sync.RWMutex",
		program.WaitGroup: "sync.WaitGroup", program.Once: "sync.Once",
	}[v.Kind]
}

// making returns the expression that makes the variable's first value, or
// nothing if its type's zero value will do.
func (w *writer) making(v *program.Var) string {
	switch v.Kind {
	case program.Event:
		return "make(chan struct{})"
	case program.Semaphore:
		return fmt.Sprintf("make(chan struct{}, %d)", max(v.Cap, 1))
	case program.Results:
		if v.Cap == 0 {
			return "make(chan error)"
		}
		return fmt.Sprintf("make(chan error, %d)", v.Cap)
	case program.Streams:
		return "make(" + w.typeOf(v) + ")"
	}
	return ""
}
