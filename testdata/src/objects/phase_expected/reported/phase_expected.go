// A helper compares the phase with the one that a command expects: the handler answers in any phase.
package reported

import (
	"fmt"
	"time"

	"streamvet.test/chatpb"
)

type phase int

const (
	initial phase = iota
	ready
	pushing
)

type conn struct {
	stream chatpb.Chat_ConnectServer
	phase  phase
}

func (c *conn) expect(p phase) error {
	if p != c.phase {
		return fmt.Errorf("not in phase %d", c.phase)
	}
	return nil
}

func (c *conn) push() {
	for range time.Tick(time.Second) {
		c.stream.Send(&chatpb.Msg{}) // want "sendsend"
	}
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	c := &conn{stream: stream}
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		switch m.Text {
		case "hello":
			if c.phase == initial {
				c.phase = ready
			}
			stream.Send(m)
		case "start":
			if err := c.expect(ready); err != nil {
				return err
			}
			c.phase = pushing
			go c.push()
		}
	}
}
