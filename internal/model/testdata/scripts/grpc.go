package scripts

import (
	"context"

	"example.com/chatpb"
	"google.golang.org/grpc"
)

// A stream gives some messages, one after the other, and then nothing but errors.
func Messages(s chatpb.Chat_ChatClient) {
	n := 0
	for {
		m, err := s.Recv()
		if err != nil {
			check(m == nil)
			break
		}
		check(m != nil)
		maybe(m.Text == "hi")
		n++
	}
	maybe(n == 0)
	maybe(n > 2)
	for range 3 {
		_, err := s.Recv()
		check(err != nil)
	}
}

func MessagesIn(s grpc.ServerStream) {
	m := chatpb.Msg{Text: "before"}
	err := s.RecvMsg(&m)
	maybe(err == nil)
	if err == nil {
		maybe(m.Text == "before")
		maybe(m.Text == "hi")
	} else {
		check(m.Text == "before")
		check(s.RecvMsg(&m) != nil)
	}
}

func Sends(s chatpb.Chat_ChatServer) {
	maybe(s.Send(&chatpb.Msg{}) == nil)
	check(s.Context() == s.Context())
}

// Interceptors run in the order in which they are chained, that of WithStreamInterceptor first, and
// each may go on to the next.
func ClientInterceptors(ctx context.Context) {
	order := ""
	around := func(name string) grpc.StreamClientInterceptor {
		return func(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
			order += name
			check(method == "/chat")
			s, err := streamer(ctx, desc, cc, method, opts...)
			order += name
			return s, err
		}
	}
	conn, err := grpc.NewClient("target", grpc.WithChainStreamInterceptor(around("b"), around("c")), grpc.WithStreamInterceptor(around("a")))
	maybe(err == nil)
	if err != nil {
		check(conn == nil)
		return
	}
	desc := &grpc.StreamDesc{}
	s, err := conn.NewStream(ctx, desc, "/chat")
	check(order == "abccba")
	maybe(err == nil)
	if err != nil {
		check(s == nil)
	} else {
		check(s != nil)
	}
	order = ""
	grpc.NewClientStream(ctx, desc, conn, "/chat")
	check(order == "abccba")
}

// One may make no stream at all.
func ClientInterceptorFails(ctx context.Context) {
	conn, err := grpc.NewClient("target", grpc.WithStreamInterceptor(func(ctx context.Context, _ *grpc.StreamDesc, _ *grpc.ClientConn, _ string, _ grpc.Streamer, _ ...grpc.CallOption) (grpc.ClientStream, error) {
		return nil, context.Canceled
	}))
	if err != nil {
		return
	}
	s, err := conn.NewStream(ctx, nil, "/chat")
	check(s == nil && err == context.Canceled)
}
