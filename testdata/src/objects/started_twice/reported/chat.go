// The loop is started twice.
package reported

import (
	"context"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type client struct {
	once   sync.Once
	stream chatpb.Chat_ConnectClient
}

func (c *client) start() {
	go c.heartbeat()
}

func (c *client) heartbeat() {
	for range time.Tick(time.Second) {
		c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	client := &client{stream: stream}
	client.start()
	client.start()
	return nil
}
