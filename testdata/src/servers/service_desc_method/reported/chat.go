// The service description has a method value for its handler, which broadcasts.
package reported

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type hub struct {
	mu    sync.Mutex
	peers map[string]grpc.ServerStream
}

func (h *hub) handle(_ any, stream grpc.ServerStream) error {
	for {
		m := new(chatpb.Msg)
		if err := stream.RecvMsg(m); err != nil {
			return err
		}
		h.mu.Lock()
		h.peers[m.From] = stream
		peer := h.peers[m.Room]
		h.mu.Unlock()
		peer.SendMsg(m) // want "sendsend"
	}
}

func register(g *grpc.Server) {
	h := &hub{peers: make(map[string]grpc.ServerStream)}
	g.RegisterService(&grpc.ServiceDesc{
		ServiceName: "streamvet.test.Relay",
		HandlerType: (*any)(nil),
		Streams: []grpc.StreamDesc{{
			StreamName:    "Relay",
			Handler:       h.handle,
			ServerStreams: true,
			ClientStreams: true,
		}},
	}, h)
}
