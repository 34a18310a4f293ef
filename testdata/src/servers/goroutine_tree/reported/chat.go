// The handler's goroutines reach its stream by a struct, and two of them send.
package reported

import (
	"time"

	"streamvet.test/chatpb"
)

type call struct {
	stream chatpb.Chat_ConnectServer
	in     chan *chatpb.Msg
}

func (c *call) receive() {
	defer close(c.in)
	for {
		m, err := c.stream.Recv()
		if err != nil {
			return
		}
		c.in <- m
	}
}

func (c *call) echo() {
	for m := range c.in {
		c.stream.Send(m)
	}
}

func (c *call) ping() {
	for range time.Tick(time.Second) {
		c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	c := &call{stream, make(chan *chatpb.Msg)}
	go c.receive()
	go c.echo()
	go c.ping()
	<-stream.Context().Done()
	return nil
}
