// Two services share a hub, which sends without a mutex.
package reported

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/oldchatpb"
)

type hub struct {
	mu      sync.Mutex
	watcher chatpb.Chat_WatchServer
}

func (h *hub) set(stream chatpb.Chat_WatchServer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.watcher = stream
}

func (h *hub) push(text string) error {
	return h.watcher.Send(&chatpb.Msg{Text: text}) // want "sendsend"
}

type chatServer struct {
	chatpb.UnimplementedChatServer
	hub *hub
}

func (s *chatServer) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.hub.set(stream)
	<-stream.Context().Done()
	return nil
}

type adminServer struct {
	oldchatpb.UnimplementedChatServer
	hub *hub
}

func (s *adminServer) Publish(ctx context.Context, m *oldchatpb.Msg) (*oldchatpb.Ack, error) {
	return &oldchatpb.Ack{Count: 1}, s.hub.push(m.Text)
}

func serve(g *grpc.Server) {
	h := &hub{}
	chatpb.RegisterChatServer(g, &chatServer{hub: h})
	oldchatpb.RegisterChatServer(g, &adminServer{hub: h})
}
