// A stream is cancelled, and closed when the goroutine that writes has ended.
package silent

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
		io.Copy(stream, r)
	}()
	select {
	case <-done:
	case <-ctx.Done():
		stream.CancelWrite(0)
		<-done
	}
	return stream.Close()
}
