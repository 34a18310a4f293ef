// Helpers put the stream into the context and take it out: one sender at a time.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type key struct{}

func newContext(ctx context.Context, stream chatpb.Chat_ConnectServer) context.Context {
	return context.WithValue(ctx, key{}, stream)
}

func fromContext(ctx context.Context) (chatpb.Chat_ConnectServer, bool) {
	stream, ok := ctx.Value(key{}).(chatpb.Chat_ConnectServer)
	return stream, ok
}

func progress(ctx context.Context, text string) {
	if stream, ok := fromContext(ctx); ok {
		stream.Send(&chatpb.Msg{Text: text})
	}
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	ctx := newContext(stream.Context(), stream)
	var wg sync.WaitGroup
	wg.Go(func() {
		progress(ctx, "half")
	})
	wg.Wait()
	progress(ctx, "whole")
	return nil
}
