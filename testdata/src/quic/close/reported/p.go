// A stream is closed while a goroutine may still write to it.
package reported

import (
	"context"
	"io"

	"github.com/quic-go/quic-go"
)

func send(ctx context.Context, conn *quic.Conn, r io.Reader) error {
	stream, err := conn.OpenStreamSync(ctx)
	if err != nil {
		return err
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		io.Copy(stream, r) // want "close-beside-write"
	}()
	select {
	case <-done:
	case <-ctx.Done():

	}
	return stream.Close()
}
