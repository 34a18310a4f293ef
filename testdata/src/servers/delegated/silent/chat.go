// The handler leaves its work to an object of its own.
package silent

import "streamvet.test/chatpb"

type room struct {
	streams []chatpb.Chat_ConnectServer
}

func (r *room) serve(stream chatpb.Chat_ConnectServer) error {
	r.streams = append(r.streams, stream)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		for _, c := range r.streams {
			c.Send(m)
		}
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	lobby *room
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	return new(room).serve(stream)
}
