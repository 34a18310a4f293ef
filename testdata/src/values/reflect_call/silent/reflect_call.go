// Handlers are called by reflection, one after the other: they answer on one stream.
package silent

import (
	"reflect"

	"streamvet.test/chatpb"
)

func echo(stream chatpb.Chat_ConnectServer, m *chatpb.Msg) {
	stream.Send(m)
}

var handlers = map[string]reflect.Value{"echo": reflect.ValueOf(echo)}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		h, ok := handlers[m.GetText()]
		if !ok {
			continue
		}
		h.Call([]reflect.Value{reflect.ValueOf(stream), reflect.ValueOf(m)})
	}
}
