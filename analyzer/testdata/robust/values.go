package robust

import (
	"context"
	"sync"
	"unsafe"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

// Blank fields and parameters, and structs that are odd.
type odd struct {
	_ chatpb.Chat_ConnectClient
	_ sync.Mutex
	_ func()
	chatpb.Chat_ConnectClient
	*odd2
	many [3]chatpb.Chat_ConnectClient
	any
	error
}

type odd2 struct {
	*odd
	sync.Locker
	grpc.ServerStream
	f func(*odd2) func() *odd
}

func (_ *odd) blank(_ chatpb.Chat_ConnectClient, _ ...func()) { go func() {}() }
func (odd) _()                                                {}
func _()                                                      {}
func (*odd2) noReceiver(_, _ int)                             {}

var _, global = func() (int, *odd) { return 1, &odd{} }()
var _ = func(stream chatpb.Chat_ConnectClient) { go stream.Send(nil); stream.Send(nil) }

func oddities(ctx context.Context, c chatpb.ChatClient, o odd, p *odd2) {
	o.Chat_ConnectClient, _ = c.Connect(ctx)
	o.blank(o.Chat_ConnectClient, nil, func() {})
	o.odd2 = p
	p.odd = &o
	go o.Chat_ConnectClient.Send(nil)
	o.odd2.odd.odd2.odd.Chat_ConnectClient.Send(nil)
	(&o).odd2.f(p)().many[1].Send(nil)
	*p = odd2{f: func(q *odd2) func() *odd { return func() *odd { return q.odd } }}
	q := **&p.odd
	for i, s := range o.many {
		o.many[(i+1)%3] = s
		go s.Send(nil)
	}
	go global.many[0].Send(nil)
	q.many[2].Send(nil)
}

// Method values and expressions, also of embedded interfaces.
func methodValues(o odd, s chatpb.Chat_ConnectClient, ss grpc.ServerStream) {
	f := o.Chat_ConnectClient.Send
	g := chatpb.Chat_ConnectClient.Send
	h := (*odd).blank
	k := grpc.ServerStream.SendMsg
	l := odd.Send
	m := p2(o).ServerStream.SendMsg
	go f(nil)
	go g(s, nil)
	go h(&o, s)
	go k(ss, nil)
	go l(o, nil)
	go m(nil)
	f(nil)
	var nothing func(*chatpb.Msg) error
	go nothing(nil)
	var nobody chatpb.Chat_ConnectClient
	go nobody.Send(nil)
	nobody.Send(nil)
	n := nobody.CloseSend
	defer n()
	funcs := []func(*chatpb.Msg) error{f, nothing, s.Send, func(m *chatpb.Msg) error { return s.Send(m) }}
	for _, f := range funcs {
		go f(nil)
	}
	table := map[string]func(chatpb.Chat_ConnectClient, *chatpb.Msg) error{"send": g, "other": (chatpb.Chat_ConnectClient).Send}
	table["send"](s, nil)
	func(fs ...func(*chatpb.Msg) error) { go fs[len(fs)-1](nil) }(funcs...)
}

func p2(o odd) *odd2 { return o.odd2 }

// Pointers of all sorts.
func pointers(s *chatpb.Chat_ConnectClient, ch chan *chatpb.Chat_ConnectClient) {
	t := &s
	go (**t).Send(nil)
	(*s).Send(nil)
	ch <- *t
	u := (*chatpb.Chat_ConnectClient)(unsafe.Pointer(s))
	go (*u).Send(nil)
	arr := (*[1]chatpb.Chat_ConnectClient)([]chatpb.Chat_ConnectClient{*s})
	go arr[0].Send(nil)
	v, ok := <-ch
	if !ok || v == nil {
		return
	}
	*v, *s = *s, *v
	(*v).Send(nil)
	type local struct{ s *chatpb.Chat_ConnectClient }
	w := struct{ local }{local{v}}
	clear(map[*chatpb.Chat_ConnectClient]local{s: w.local})
	go (*w.s).Send(nil)
	copy(arr[:], []chatpb.Chat_ConnectClient{*w.s})
	_ = append(arr[:0:0], *s, *v)
	_ = min(1, len(arr), cap(arr[:]))
}

// Closures in closures, which call themselves.
func closures(s chatpb.Chat_ConnectClient, depth int) func() {
	var f func(int) func()
	f = func(n int) func() {
		if n == 0 {
			return func() { s.Send(nil) }
		}
		g := f(n - 1)
		return func() {
			go g()
			func() { func() { go f(n - 1)() }() }()
			g()
		}
	}
	go f(depth)()
	return f(depth + 1)
}

// Names of the language that are something else here.
func shadows(s chatpb.Chat_ConnectClient) {
	type error interface{ Send(*chatpb.Msg) bool }
	nil := &chatpb.Msg{}
	go s.Send(nil)
	panic := func(any) { s.Send(nil) }
	panic(nil)
	close := s.CloseSend
	close()
	recover := s
	recover.Send(nil)
}

func bodyless(s chatpb.Chat_ConnectClient)

func callsBodyless(s chatpb.Chat_ConnectClient) {
	go bodyless(s)
	s.Send(nil)
	bodyless(s)
}

// There is no stream in global: both panic.
func init() { defer recovered(); go global.Send(nil) }
func init() { defer recovered(); global.Send(nil) }

func recovered() { recover() }

func conds(s chatpb.Chat_ConnectClient) {
	var mu sync.RWMutex
	c := sync.NewCond(mu.RLocker())
	go func() {
		c.L.Lock()
		defer c.L.Unlock()
		c.Wait()
		s.Send(nil)
	}()
	mu.Unlock()
	mu.Unlock()
	mu.Lock()
	mu.RLock()
	s.Send(nil)
	var wg sync.WaitGroup
	wg.Done()
	wg.Add(-1)
	wg.Wait()
	close(make(chan int))
	var ch chan int
	close(ch)
	<-ch
}
