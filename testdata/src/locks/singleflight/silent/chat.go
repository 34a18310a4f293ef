// One key: one call runs at a time.
package silent

import (
	"golang.org/x/sync/singleflight"

	"streamvet.test/chatpb"
)

type conn struct {
	group  singleflight.Group
	stream chatpb.Chat_ConnectClient
}

func (c *conn) reset(name string) {
	c.group.Do("reset", func() (any, error) {
		return nil, c.stream.Send(&chatpb.Msg{Text: name})
	})
}

func run(c *conn) {
	go c.reset("a")
	go c.reset("b")
}
