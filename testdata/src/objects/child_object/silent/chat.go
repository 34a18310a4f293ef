// The child has a stream of its own, and a loop that sends on it.
package silent

import (
	"time"

	"streamvet.test/chatpb"
)

type Parent struct {
	stream chatpb.Chat_ConnectClient
	child  *child
}

type child struct {
	stream chatpb.Chat_ConnectClient
}

func (c *child) loop() {
	for range time.Tick(time.Second) {
		c.stream.Send(&chatpb.Msg{Text: "ping"})
	}
}

func New(ours, other chatpb.Chat_ConnectClient) *Parent {
	p := &Parent{stream: ours, child: &child{other}}
	go p.child.loop()
	return p
}

func (p *Parent) Send(m *chatpb.Msg) error {
	return p.stream.Send(m)
}
