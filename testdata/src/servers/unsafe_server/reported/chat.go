// A server that embeds nothing of the generated code but its mark: handlers broadcast.
package reported

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnsafeChatServer
	mu       sync.Mutex
	watchers []chatpb.Chat_WatchServer
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.mu.Lock()
	s.watchers = append(s.watchers, stream)
	s.mu.Unlock()
	<-stream.Context().Done()
	return nil
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	for _, w := range s.watchers {
		w.Send(m) // want "sendsend"
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error { return nil }
func (s *server) Upload(stream chatpb.Chat_UploadServer) error   { return nil }

func serve(g *grpc.Server) {
	chatpb.RegisterChatServer(g, &server{})
}
