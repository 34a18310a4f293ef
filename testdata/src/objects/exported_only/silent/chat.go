// Exported methods that send, and no goroutine in sight: no evidence.
package silent

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
	c.stream.Send(&chatpb.Msg{Text: "ping"})
}

func (c *Client) Close() error {
	return c.stream.CloseSend()
}
