// The goroutine runs a promoted method that sends, beside the outer type's own.
package reported

import "streamvet.test/oldchatpb"

type session struct {
	stream oldchatpb.Chat_ConnectClient
}

func (s *session) loop() {
	for {
		if err := s.stream.Send(&oldchatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
			return
		}
	}
}

type Client struct {
	*session
}

func New(stream oldchatpb.Chat_ConnectClient) *Client {
	c := &Client{&session{stream}}
	go c.loop()
	return c
}

func (c *Client) Say(text string) error {
	return c.stream.Send(&oldchatpb.Msg{Text: text})
}
