// A message is filled by reflection: the room that it names has other members, and all answer beside each other.
package reported

import (
	"encoding/json"
	"reflect"

	"streamvet.test/chatpb"
)

type join struct {
	Room string
	Name string
}

// fill stores values in the fields of the struct that v points to.
func fill(v any, values []any) {
	s := reflect.ValueOf(v)
	if s.Kind() == reflect.Ptr {
		s = s.Elem()
	}
	for i := 0; i < s.NumField() && i < len(values); i++ {
		s.Field(i).Set(reflect.ValueOf(values[i]))
	}
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
		fill(j, parse(m.GetText()))
		r, ok := s.rooms[j.Room]
		if !ok {
			continue
		}
		r.streams = append(r.streams, stream)
		for _, to := range r.streams {
			to.Send(&chatpb.Msg{Text: j.Name}) // want "sendsend"
		}
	}
}

func main() {
	chatpb.RegisterChatServer(nil, newServer())
}
