// The goroutine runs a promoted method that receives, beside the outer type's own.
package silent

import "streamvet.test/chatpb"

type session struct {
	stream chatpb.Chat_ConnectClient
}

func (s *session) loop() {
	for {
		if _, err := s.stream.Recv(); err != nil {
			return
		}
	}
}

type Client struct {
	*session
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{&session{stream}}
	go c.loop()
	return c
}

func (c *Client) Say(text string) error {
	return c.stream.Send(&chatpb.Msg{Text: text})
}
