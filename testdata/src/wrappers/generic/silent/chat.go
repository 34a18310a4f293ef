// A generic wrapper whose mutex guards its counter and the send.
package silent

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type locked[Req, Res any] struct {
	grpc.BidiStreamingServer[Req, Res]
	mu   sync.Mutex
	sent int
}

func (l *locked[Req, Res]) Send(m *Res) error {
	l.mu.Lock()
	l.sent++
	defer l.mu.Unlock()
	return l.BidiStreamingServer.Send(m)
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := &locked[chatpb.Msg, chatpb.Msg]{BidiStreamingServer: stream}
	go peer.Send(&chatpb.Msg{Text: "hello"})
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
