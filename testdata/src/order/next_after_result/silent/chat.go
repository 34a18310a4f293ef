// The next receiver starts only where the last one's result was taken.
package silent

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
		m, err := stream.Recv()
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
				go receive()
			}
		case err := <-failed:
			if err != nil {
				return err
			}
		}
	}
}
