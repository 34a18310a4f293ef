// Handlers are called by reflection, each on a goroutine: they answer on one stream.
package reported

import (
	"reflect"

	"streamvet.test/chatpb"
)

func echo(stream chatpb.Chat_ConnectServer, m *chatpb.Msg) {
	stream.Send(m) // want "sendsend"
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
		go h.Call([]reflect.Value{reflect.ValueOf(stream), reflect.ValueOf(m)})
	}
}
