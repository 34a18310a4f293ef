// The next receiver starts after each event, whether or not the last one has its result.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type result struct {
	m   *chatpb.Msg
	err error
}

func chat(ctx context.Context, c chatpb.ChatClient, failed <-chan error) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	results := make(chan *result, 1)
	receive := func() {
		m, err := stream.Recv() // want "recvrecv"
		results <- &result{m, err}
	}
	go receive()
	for {
		select {
		case r := <-results:
			switch {
			case r.err != nil:
				return r.err
			default:
			}
		case err := <-failed:
			if err != nil {
				return err
			}
		}
		go receive()
	}
}
