// The goroutine runs a promoted method that sends, beside the outer type's own.
package reported

import "streamvet.test/chatpb"

type session struct {
	stream chatpb.Chat_ConnectClient
}

func (s *session) loop() {
	for {
		if err := s.stream.Send(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
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
