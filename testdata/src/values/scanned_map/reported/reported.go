// A library stores in the map that it is given what the handler takes out of it.
package reported

import (
	"context"
	"encoding/json"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	stream chatpb.Chat_WatchServer
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	row := map[string]any{}
	if err := json.Unmarshal([]byte(m.Text), &row); err != nil {
		return nil, err
	}
	if s.stream != nil {
		s.stream.Send(&chatpb.Msg{Text: row["text"].(string)}) // want "sendsend"
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.stream = stream
	<-stream.Context().Done()
	return nil
}
