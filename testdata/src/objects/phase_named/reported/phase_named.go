// The phases of a session are strings, one of which a helper expects: the handler answers while it pushes.
package reported

import (
	"fmt"
	"time"

	"streamvet.test/chatpb"
)

type phase string

const (
	initial phase = "initial"
	ready   phase = "ready"
	pushing phase = "pushing"
)

type conn struct {
	stream chatpb.Chat_ConnectServer
	phase  phase
}

func (c *conn) expect(p phase) error {
	if c.phase != p {
		return fmt.Errorf("not %s", p)
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
	c := &conn{stream: stream, phase: initial}
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		switch m.Text {
		case "hello":
			if err := c.expect(initial); err != nil {
				return err
			}
			c.phase = ready
		case "ask":
			if err := c.expect(pushing); err != nil {
				return err
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
