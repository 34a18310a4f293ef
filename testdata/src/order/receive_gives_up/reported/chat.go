// After a time-out the loop starts the next receiver, though the last one still receives.
package reported

import (
	"context"
	"log"
	"time"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		ctx, cancel := context.WithTimeout(stream.Context(), time.Minute)
		m, err := receive(ctx, stream)
		cancel()
		if err != nil {
			log.Print(err)
			continue
		}
		log.Print(m.Text)
	}
}

// receive gives up when ctx ends; its goroutine receives on.
func receive(ctx context.Context, stream chatpb.Chat_ConnectServer) (*chatpb.Msg, error) {
	type result struct {
		m   *chatpb.Msg
		err error
	}
	results := make(chan result, 1)
	go func() {
		m, err := stream.Recv() // want "recvrecv"
		results <- result{m, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-results:
		return r.m, r.err
	}
}
