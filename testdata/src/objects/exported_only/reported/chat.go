// Exported methods that send, one of them in a goroutine.
package reported

import "streamvet.test/chatpb"

type Client struct {
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	return &Client{stream}
}

func (c *Client) Say(text string) error {
	return c.stream.Send(&chatpb.Msg{Text: text})
}

func (c *Client) Ping() {
	go c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
}
