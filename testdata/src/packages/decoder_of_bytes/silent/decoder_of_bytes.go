// A decoder, which could read from a stream, gets bytes: the command that it decodes is answered by the only sender.
package silent

import (
	"bytes"

	"streamvet.test/chatpb"
	"streamvet.test/packages/decoder_of_bytes/silent/codec"
)

type command struct {
	Kind int
	Text string
}

type server struct {
	chatpb.UnimplementedChatServer
}

// A logger writes what it is given on a stream, and reads from it.
type logger struct {
	stream chatpb.Chat_ConnectServer
}

func (l *logger) Read(p []byte) (int, error) {
	m, err := l.stream.Recv()
	return copy(p, m.GetText()), err
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		var c command
		if err := codec.NewDecoder(bytes.NewReader([]byte(m.GetText()))).Decode(&c); err != nil {
			continue
		}
		if c.Kind == 7 {
			stream.Send(&chatpb.Msg{Text: c.Text})
		}
	}
}
