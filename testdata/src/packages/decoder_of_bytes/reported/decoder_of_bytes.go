// A decoder, which could read from a stream, gets bytes: the command that it decodes starts a second sender.
package reported

import (
	"bytes"

	"streamvet.test/chatpb"
	"streamvet.test/packages/decoder_of_bytes/reported/codec"
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
			go stream.Send(&chatpb.Msg{Text: c.Text}) // want "sendsend"
		}
	}
}
