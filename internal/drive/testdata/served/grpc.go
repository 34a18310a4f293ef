package served

import (
	"context"
	"sync"

	"example.com/chatpb"
	"google.golang.org/grpc"
)

// rooms has one counter for all calls.
type rooms struct {
	mu     sync.Mutex
	locked bool // whether handlers hold mu
	n      int
}

func (r *rooms) count() {
	if r.locked {
		r.mu.Lock()
		defer r.mu.Unlock()
	}
	use(&r.n)
}

func (r *rooms) Join(_ context.Context, m *chatpb.Msg) (*chatpb.Msg, error) {
	r.count()
	return m, nil
}

func (r *rooms) Watch(_ *chatpb.Msg, s grpc.ServerStreamingServer[chatpb.Msg]) error {
	r.count()
	return s.Send(&chatpb.Msg{})
}

// Each call runs in a goroutine of its own.
func RaceOfCalls() {
	s := grpc.NewServer()
	chatpb.RegisterRoomsServer(s, &rooms{})
	serve(s)
}

func NoRaceOfLockedCalls() {
	s := grpc.NewServer()
	chatpb.RegisterRoomsServer(s, &rooms{locked: true})
	serve(s)
}

// A registered service is served, though nothing here says so.
func RaceUnserved() {
	chatpb.RegisterRoomsServer(grpc.NewServer(), &rooms{})
}

func RaceOfRegistrar(s grpc.ServiceRegistrar) {
	chatpb.RegisterRoomsServer(s, &rooms{})
}

// reading looks at a counter that only its owner sets.
type reading struct{ n int }

func (r *reading) Join(_ context.Context, m *chatpb.Msg) (*chatpb.Msg, error) {
	look(&r.n)
	return m, nil
}

func (r *reading) Watch(*chatpb.Msg, grpc.ServerStreamingServer[chatpb.Msg]) error {
	look(&r.n)
	return nil
}

// What comes before Serve happens before calls.
func NoRaceBeforeServe() {
	r := &reading{}
	s := grpc.NewServer()
	chatpb.RegisterRoomsServer(s, r)
	use(&r.n)
	serve(s)
}

func NoRaceBeforeReturn() {
	r := &reading{}
	chatpb.RegisterRoomsServer(grpc.NewServer(), r)
	use(&r.n)
}

func RaceBesideServe() {
	r := &reading{}
	s := grpc.NewServer()
	chatpb.RegisterRoomsServer(s, r)
	go serve(s)
	use(&r.n)
}

// GracefulStop waits for pending calls, and Stop does not.
func NoRaceAfterGracefulStop() {
	r := &reading{}
	s := grpc.NewServer()
	chatpb.RegisterRoomsServer(s, r)
	go serve(s)
	s.GracefulStop()
	use(&r.n)
}

func RaceAfterStop() {
	r := &reading{}
	s := grpc.NewServer()
	chatpb.RegisterRoomsServer(s, r)
	go serve(s)
	s.Stop()
	use(&r.n)
}

// Serve returns when the server is stopped.
func ServeReturns() {
	s := grpc.NewServer()
	chatpb.RegisterRoomsServer(s, &rooms{locked: true})
	done := make(chan error)
	go func() { done <- s.Serve(listener) }()
	s.Stop()
	maybe(<-done == nil)
	check(s.Serve(listener) != nil)
}

// A description has functions that call a handler.
func RaceDescribed() {
	n := 0
	s := grpc.NewServer()
	s.RegisterService(&grpc.ServiceDesc{
		Streams: []grpc.StreamDesc{{Handler: func(srv any, stream grpc.ServerStream) error {
			check(srv == "object")
			use(&n)
			return nil
		}}},
	}, "object")
	serve(s)
}

func RaceDescribedMethod() {
	n := 0
	s := grpc.NewServer()
	s.RegisterService(&grpc.ServiceDesc{
		Methods: []grpc.MethodDesc{{Handler: func(srv any, ctx context.Context, dec func(any) error, around grpc.UnaryServerInterceptor) (any, error) {
			check(srv == "object" && around == nil && ctx != nil)
			var m chatpb.Msg
			if err := dec(&m); err != nil {
				return nil, err
			}
			use(&n)
			return m, nil
		}}},
	}, "object")
	serve(s)
}

// Of a description that is not known, the methods of the object are called.
func RaceOfUnknownDescription(desc *grpc.ServiceDesc) {
	s := grpc.NewServer()
	s.RegisterService(desc, &rooms{})
	serve(s)
}

func RaceOfUnknownService() {
	n := 0
	serve(grpc.NewServer(grpc.UnknownServiceHandler(func(any, grpc.ServerStream) error {
		use(&n)
		return nil
	})))
}

// A numbered stream has one more around it with each interceptor.
type numbered struct {
	grpc.ServerStream
	n int
}

// sent counts messages.
func (s *numbered) SendMsg(m any) error {
	s.n++
	return s.ServerStream.SendMsg(m)
}

// numberStream is the interceptor that comes as the n-th, from 0 on.
func numberStream(n int) grpc.StreamServerInterceptor {
	return func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		check(info != nil)
		if n > 0 {
			s, ok := ss.(*numbered)
			check(ok && s.n == n)
		}
		return handler(srv, &numbered{ss, n + 1})
	}
}

// The interceptor of StreamInterceptor comes first, then the chained ones, in their order.
func StreamInterceptors() {
	s := grpc.NewServer(grpc.ChainStreamInterceptor(numberStream(1), numberStream(2)), grpc.StreamInterceptor(numberStream(0)), grpc.ChainStreamInterceptor(numberStream(3)))
	s.RegisterService(&grpc.ServiceDesc{
		Streams: []grpc.StreamDesc{{Handler: func(srv any, stream grpc.ServerStream) error {
			s, ok := stream.(*numbered)
			check(ok && s.n == 4)
			return nil
		}}},
	}, nil)
	serve(s)
}

// sending sends on the streams that it is given.
type sending struct{}

func (sending) Chat(s chatpb.Chat_ChatServer) error {
	m, err := s.Recv()
	if err != nil {
		check(m == nil)
		return err
	}
	check(m != nil)
	return s.Send(m)
}

// The stream that a handler gets sends and receives by that of the interceptor.
func HandlersStream() {
	sent, received := 0, 0
	s := grpc.NewServer(grpc.StreamInterceptor(func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		w := &counted{ServerStream: ss}
		err := handler(srv, w)
		sent, received = w.sent, w.received
		check(received == 1)
		maybe(sent == 1)
		return err
	}))
	chatpb.RegisterChatServer(s, sending{})
	serve(s)
}

type counted struct {
	grpc.ServerStream
	sent, received int
}

func (c *counted) SendMsg(m any) error {
	_, ok := m.(*chatpb.Msg)
	check(ok)
	c.sent++
	return c.ServerStream.SendMsg(m)
}

func (c *counted) RecvMsg(m any) error {
	_, ok := m.(*chatpb.Msg)
	check(ok)
	c.received++
	return c.ServerStream.RecvMsg(m)
}

// refusing can't be received from.
type refusing struct{ grpc.ServerStream }

func (refusing) RecvMsg(any) error { return context.Canceled }

// If a request can't be received, the handler isn't called.
func Refused() {
	s := grpc.NewServer(grpc.StreamInterceptor(func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		check(handler(srv, refusing{ss}) == context.Canceled)
		return nil
	}))
	chatpb.RegisterRoomsServer(s, never{})
	serve(s)
}

type never struct{}

func (never) Join(_ context.Context, m *chatpb.Msg) (*chatpb.Msg, error) { return m, nil }

func (never) Watch(*chatpb.Msg, grpc.ServerStreamingServer[chatpb.Msg]) error {
	check(false)
	return nil
}

// Two calls on one stream exclude each other also if there is something around it.
func RaceOnWrapped() {
	s := grpc.NewServer(grpc.StreamInterceptor(func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		go ss.SendMsg(nil)
		return handler(srv, &numbered{ServerStream: ss})
	}))
	chatpb.RegisterChatServer(s, sending{})
	serve(s)
}

// An interceptor sees calls of a server of which nothing else is known.
func RaceOfInterceptor() {
	n := 0
	serve(grpc.NewServer(grpc.StreamInterceptor(func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		use(&n)
		return handler(srv, ss)
	})))
}

type stepKey struct{}

// numberCall is the interceptor that comes as the n-th, from 0 on.
func numberCall(n int) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		check(info != nil)
		if n > 0 {
			check(ctx.Value(stepKey{}) == n)
		}
		return handler(context.WithValue(ctx, stepKey{}, n+1), req)
	}
}

// stepped is called with what interceptors have done.
type stepped struct{}

func (stepped) Join(ctx context.Context, m *chatpb.Msg) (*chatpb.Msg, error) {
	check(ctx.Value(stepKey{}) == 3)
	return m, nil
}

func (stepped) Watch(*chatpb.Msg, grpc.ServerStreamingServer[chatpb.Msg]) error { return nil }

func UnaryInterceptors() {
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(numberCall(1), numberCall(2)), grpc.UnaryInterceptor(numberCall(0)))
	chatpb.RegisterRoomsServer(s, stepped{})
	serve(s)
}

// Generated code makes one interceptor of all.
func UnaryInterceptorOfMethod() {
	s := grpc.NewServer(grpc.UnaryInterceptor(numberCall(0)), grpc.ChainUnaryInterceptor(numberCall(1)))
	s.RegisterService(&grpc.ServiceDesc{
		Methods: []grpc.MethodDesc{{Handler: func(srv any, ctx context.Context, _ func(any) error, around grpc.UnaryServerInterceptor) (any, error) {
			check(around != nil)
			return around(ctx, "request", &grpc.UnaryServerInfo{}, func(ctx context.Context, req any) (any, error) {
				check(ctx.Value(stepKey{}) == 2 && req == "request")
				return nil, nil
			})
		}}},
	}, nil)
	serve(s)
}

// forwarding is a stream with a context of its own, and sends nothing.
type forwarding struct {
	grpc.ServerStream
	ctx context.Context
}

func (f *forwarding) Context() context.Context { return f.ctx }

// What a handler gets has the methods of the interceptor's stream, also as the struct that generated
// code makes of it.
type unwrapping struct{}

func (unwrapping) Join(_ context.Context, m *chatpb.Msg) (*chatpb.Msg, error) { return m, nil }

func (unwrapping) Watch(_ *chatpb.Msg, s grpc.ServerStreamingServer[chatpb.Msg]) error {
	check(s.Context().Value(stepKey{}) == 5)
	g, ok := s.(*grpc.GenericServerStream[chatpb.Msg, chatpb.Msg])
	check(ok)
	f, ok := g.ServerStream.(*forwarding)
	check(ok && f.Context() == g.Context())
	h, ok := s.(*grpc.GenericServerStream[chatpb.Msg, chatpb.Msg])
	check(ok && h == g)
	return nil
}

func GenericStream() {
	s := grpc.NewServer(grpc.StreamInterceptor(func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		return handler(srv, &forwarding{ss, context.WithValue(ss.Context(), stepKey{}, 5)})
	}))
	chatpb.RegisterRoomsServer(s, unwrapping{})
	serve(s)
}

// Without an interceptor, the struct has the server's stream.
type sendingTwice struct{}

func (sendingTwice) Join(_ context.Context, m *chatpb.Msg) (*chatpb.Msg, error) { return m, nil }

func (sendingTwice) Watch(_ *chatpb.Msg, s grpc.ServerStreamingServer[chatpb.Msg]) error {
	if g, ok := s.(*grpc.GenericServerStream[chatpb.Msg, chatpb.Msg]); ok {
		go g.ServerStream.SendMsg(nil)
	}
	return s.Send(nil)
}

func RaceInGenericStream() {
	s := grpc.NewServer()
	chatpb.RegisterRoomsServer(s, sendingTwice{})
	serve(s)
}
