// The constructor opens the stream and starts a sender beside the exported method.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type Client struct {
	stream chatpb.Chat_ConnectClient
}

func Dial(ctx context.Context, c chatpb.ChatClient) (*Client, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	client := &Client{stream: stream}
	go client.loop()
	return client, nil
}

func (c *Client) loop() {
	for {
		if err := c.stream.Send(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
			return
		}
	}
}

func (c *Client) Send(m *chatpb.Msg) error {
	return c.stream.Send(m)
}
