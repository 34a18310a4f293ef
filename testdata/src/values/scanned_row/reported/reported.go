// What Scan has stored in a variable decides whether the stream is used.
package reported

import (
	"context"
	"database/sql"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	db     *sql.DB
	stream chatpb.Chat_WatchServer
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	var count int
	var text string
	if err := s.db.QueryRow("SELECT count(*), max(text) FROM messages").Scan(&count, &text); err != nil {
		return nil, err
	}
	if count > 0 && s.stream != nil {
		s.stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.stream = stream
	<-stream.Context().Done()
	return nil
}
