// The callers of a helper have one key.
package silent

import (
	"golang.org/x/sync/singleflight"

	"streamvet.test/chatpb"
)

type conn struct {
	group  singleflight.Group
	stream chatpb.Chat_ConnectClient
}

func (c *conn) once(key string) {
	c.group.Do(key, func() (any, error) {
		return nil, c.stream.Send(&chatpb.Msg{Text: key})
	})
}

func (c *conn) greet() {
	c.once("greet")
}

func run(c *conn) {
	go c.greet()
	go c.once("greet")
}
