// The function of a service description calls a method, which broadcasts.
package reported

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
		for _, peer := range h.peers {
			peer.SendMsg(m) // want "sendsend"
		}
	}
}

func register(g *grpc.Server) {
	g.RegisterService(&desc, &hub{})
}
