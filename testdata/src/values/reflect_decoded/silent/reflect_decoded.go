// A message is not filled: the room that it names is none that has members.
package silent

import (
	"encoding/json"

	"streamvet.test/chatpb"
)

type join struct {
	Room string
	Name string
}

func parse(text string) []any {
	var values []any
	json.Unmarshal([]byte(text), &values)
	return values
}

type server struct {
	chatpb.UnimplementedChatServer
	rooms map[string]*room
}

type room struct {
	streams []chatpb.Chat_ConnectServer
}

func newServer() *server {
	return &server{rooms: map[string]*room{"lobby": {}}}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		j := new(join)
		_ = parse(m.GetText())
		r, ok := s.rooms[j.Room]
		if !ok {
			continue
		}
		r.streams = append(r.streams, stream)
		for _, to := range r.streams {
			to.Send(&chatpb.Msg{Text: j.Name})
		}
	}
}

func main() {
	chatpb.RegisterChatServer(nil, newServer())
}
