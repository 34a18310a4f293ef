// Commands are made by reflection, of the types in a registry: one of them answers beside the ticks.
package reported

import (
	"encoding/json"
	"reflect"
	"time"

	"streamvet.test/chatpb"
)

type command interface {
	run(stream chatpb.Chat_ConnectServer)
}

type ping struct{ Text string }

func (p *ping) run(stream chatpb.Chat_ConnectServer) {
	stream.Send(&chatpb.Msg{Text: p.Text})
}

type nop struct{ Text string }

func (*nop) run(chatpb.Chat_ConnectServer) {}

var commands = map[string]reflect.Type{
	"nop":  reflect.TypeOf(nop{}),
	"ping": reflect.TypeOf(ping{}),
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	go func() {
		for range time.Tick(time.Second) {
			if stream.Send(&chatpb.Msg{Text: "tick"}) != nil { // want "sendsend"
				return
			}
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		t, ok := commands[m.GetText()]
		if !ok {
			continue
		}
		c := reflect.New(t).Interface().(command)
		if json.Unmarshal([]byte(m.GetText()), c) == nil {
			c.run(stream)
		}
	}
}
