// Two keys: two calls may run.
package reported

import (
	"golang.org/x/sync/singleflight"

	"streamvet.test/chatpb"
)

type conn struct {
	group  singleflight.Group
	stream chatpb.Chat_ConnectClient
}

func (c *conn) reset(name string) {
	c.group.Do(name, func() (any, error) {
		return nil, c.stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
	})
}

func run(c *conn) {
	go c.reset("a")
	go c.reset("b")
}
