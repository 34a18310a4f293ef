// The methods of a session are called by their names, each on a goroutine: they answer on one stream.
package reported

import (
	"reflect"

	"streamvet.test/chatpb"
)

// A Session answers requests.
type Session struct {
	stream chatpb.Chat_ConnectServer
}

// Echo answers with the request.
func (s *Session) Echo(m *chatpb.Msg) {
	s.stream.Send(m) // want "sendsend"
}

// Drop answers nothing.
func (s *Session) Drop(*chatpb.Msg) {}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	methods := map[string]reflect.Value{}
	v := reflect.ValueOf(&Session{stream: stream})
	for i := range v.NumMethod() {
		methods[v.Type().Method(i).Name] = v.Method(i)
	}
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		h, ok := methods[m.GetText()]
		if !ok {
			continue
		}
		go h.Call([]reflect.Value{reflect.ValueOf(m)})
	}
}
