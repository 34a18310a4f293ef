// The function of a service description calls a method, which broadcasts with a mutex.
package silent

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type relay interface {
	serve(grpc.ServerStream) error
}

var desc = grpc.ServiceDesc{
	ServiceName: "streamvet.test.Relay",
	HandlerType: (*relay)(nil),
	Streams: []grpc.StreamDesc{{
		StreamName:    "Relay",
		Handler:       handle,
		ServerStreams: true,
		ClientStreams: true,
	}},
}

func handle(srv any, stream grpc.ServerStream) error {
	return srv.(*hub).serve(stream)
}

type hub struct {
	mu    sync.Mutex
	peers []grpc.ServerStream
}

func (h *hub) serve(stream grpc.ServerStream) error {
	h.mu.Lock()
	h.peers = append(h.peers, stream)
	h.mu.Unlock()
	for {
		m := new(chatpb.Msg)
		if err := stream.RecvMsg(m); err != nil {
			return err
		}
		h.mu.Lock()
		for _, peer := range h.peers {
			peer.SendMsg(m)
		}
		h.mu.Unlock()
	}
}

func register(g *grpc.Server) {
	g.RegisterService(&desc, &hub{})
}
