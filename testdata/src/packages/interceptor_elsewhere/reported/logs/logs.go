// Package logs has an interceptor that puts a function into the context of a stream, which sends log lines on it.
package logs

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type key struct{}

type logged struct {
	grpc.ServerStream
	ctx context.Context
}

func (l logged) Context() context.Context { return l.ctx }

func (l logged) log(text string) { l.ServerStream.SendMsg(&chatpb.Msg{Text: text}) }

// Intercept is a stream interceptor.
func Intercept(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	l := logged{ServerStream: ss}
	l.ctx = context.WithValue(ss.Context(), key{}, l.log)
	return handler(srv, l)
}

// Print sends text on the stream of ctx, if there is one.
func Print(ctx context.Context, text string) {
	if log, ok := ctx.Value(key{}).(func(string)); ok {
		log(text)
	}
}
