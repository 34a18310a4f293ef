// Package progress reports on the stream that the context carries.
package progress

import (
	"context"

	"streamvet.test/chatpb"
)

type key struct{}

func NewContext(ctx context.Context, stream chatpb.Chat_ConnectServer) context.Context {
	return context.WithValue(ctx, key{}, stream)
}

func Report(ctx context.Context, text string) {
	if stream, ok := ctx.Value(key{}).(chatpb.Chat_ConnectServer); ok {
		stream.Send(&chatpb.Msg{Text: text})
	}
}
