// What json.Unmarshal has stored in a field decides whether the stream is used.
package reported

import (
	"context"
	"encoding/json"

	"streamvet.test/chatpb"
)

type request struct{ Broadcast bool }

type server struct {
	chatpb.UnimplementedChatServer
	stream chatpb.Chat_WatchServer
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	var r request
	if err := json.Unmarshal([]byte(m.Text), &r); err != nil {
		return nil, err
	}
	if r.Broadcast && s.stream != nil {
		s.stream.Send(m) // want "sendsend"
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.stream = stream
	<-stream.Context().Done()
	return nil
}
