// The reader closes the stream beside the writer.
package reported

import (
	"context"

	"github.com/quic-go/quic-go"
)

func serve(ctx context.Context, conn *quic.Conn, events <-chan []byte) {
	for {
		stream, err := conn.AcceptStream(ctx)
		if err != nil {
			return
		}
		go handle(stream, events)
	}
}

func handle(stream *quic.Stream, events <-chan []byte) {
	ended := make(chan bool)
	go func() {
		defer close(ended)
		for data := range events {
			if _, err := stream.Write(data); err != nil { // want "close-beside-write"
				return
			}
		}
	}()
	buf := make([]byte, 512)
	for {
		if _, err := stream.Read(buf); err != nil {

			stream.Close()
			return
		}
	}
}
