// A TCP connection writes to the stream by WriteTo, before the last message.
package silent

import (
	"context"
	"io"
	"net"

	"streamvet.test/chatpb"
)

type writer struct {
	out chatpb.Chat_ConnectClient
}

func (w *writer) Write(p []byte) (int, error) {
	return len(p), w.out.Send(&chatpb.Msg{Text: string(p)})
}

func forward(ctx context.Context, c chatpb.ChatClient, conn *net.TCPConn) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	io.Copy(&writer{stream}, conn)
	return stream.Send(&chatpb.Msg{Text: "end"})
}
