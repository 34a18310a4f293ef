// A TCP connection writes to the stream by WriteTo, beside the last message.
package reported

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
	return len(p), w.out.Send(&chatpb.Msg{Text: string(p)}) // want "sendsend"
}

func forward(ctx context.Context, c chatpb.ChatClient, conn *net.TCPConn) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go io.Copy(&writer{stream}, conn)
	return stream.Send(&chatpb.Msg{Text: "end"})
}
