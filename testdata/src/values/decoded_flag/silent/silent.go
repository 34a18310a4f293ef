// json.Unmarshal stores nothing in a field that is not exported: the stream is never used.
package silent

import (
	"context"
	"encoding/json"

	"streamvet.test/chatpb"
)

type request struct{ broadcast bool }

type server struct {
	chatpb.UnimplementedChatServer
	stream chatpb.Chat_WatchServer
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	var r request
	if err := json.Unmarshal([]byte(m.Text), &r); err != nil {
		return nil, err
	}
	if r.broadcast && s.stream != nil {
		s.stream.Send(m)
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.stream = stream
	<-stream.Context().Done()
	return nil
}
