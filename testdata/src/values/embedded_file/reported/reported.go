// A variable is initialized by a function that panics if a file in the program is empty.
package reported

import (
	"context"
	_ "embed"
	"strings"

	"streamvet.test/chatpb"
)

//go:embed rooms.txt
var rooms string

var first = firstRoom()

func firstRoom() string {
	if rooms == "" {
		panic("there are no rooms")
	}
	return strings.Fields(rooms)[0]
}

type server struct {
	chatpb.UnimplementedChatServer
	stream chatpb.Chat_WatchServer
}

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	if s.stream != nil {
		s.stream.Send(&chatpb.Msg{Room: first, Text: m.Text}) // want "sendsend"
	}
	return &chatpb.Ack{}, nil
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.stream = stream
	<-stream.Context().Done()
	return nil
}
