// A table has both directions; what closes does so with the writers' mutex.
package silent

import (
	"context"
	"io"
	"net"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type conn struct {
	stream chatpb.Chat_ConnectClient
	mu     sync.Mutex
}

func (c *conn) Read(p []byte) (int, error) {
	m, err := c.stream.Recv()
	return copy(p, m.GetText()), err
}

func (c *conn) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(p), c.stream.Send(&chatpb.Msg{Text: string(p)})
}

func (c *conn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream.CloseSend()
}

func (c *conn) LocalAddr() net.Addr              { return nil }
func (c *conn) RemoteAddr() net.Addr             { return nil }
func (c *conn) SetDeadline(time.Time) error      { return nil }
func (c *conn) SetReadDeadline(time.Time) error  { return nil }
func (c *conn) SetWriteDeadline(time.Time) error { return nil }

func splice(a, b net.Conn) {
	shut := sync.OnceFunc(func() {
		a.Close()
		b.Close()
	})
	var wg sync.WaitGroup
	for _, way := range [][2]net.Conn{{a, b}, {b, a}} {
		wg.Go(func() {
			defer shut()
			io.Copy(way[0], way[1])
		})
	}
	wg.Wait()
}

func forward(ctx context.Context, lis net.Listener, client chatpb.ChatClient) error {
	for {
		local, err := lis.Accept()
		if err != nil {
			return err
		}
		stream, err := client.Connect(ctx)
		if err != nil {
			return err
		}
		go splice(local, &conn{stream: stream})
	}
}
