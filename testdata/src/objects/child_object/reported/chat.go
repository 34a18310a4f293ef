// The child has the parent's stream, and a loop that sends on it beside the parent.
package reported

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
		c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}
}

func New(ours, other chatpb.Chat_ConnectClient) *Parent {
	p := &Parent{stream: ours, child: &child{ours}}
	go p.child.loop()
	return p
}

func (p *Parent) Send(m *chatpb.Msg) error {
	return p.stream.Send(m)
}
