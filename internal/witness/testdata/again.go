package p

import (
	"time"

	"google.golang.org/grpc"
)

func send(stream grpc.ClientStream, m string) error {
	sent := make(chan error, 1)
	go func() {
		sent <- stream.SendMsg(m)
	}()
	select {
	case <-time.After(time.Second):
		return nil
	case err := <-sent:
		return err
	}
}

func Talk(stream grpc.ClientStream) {
	for {
		if send(stream, "hello") != nil {
			return
		}
	}
}
