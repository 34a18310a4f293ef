// Start returns the function that wakes one sender; the other one is woken by time, and both take a token, or give up.
package silent

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

type batcher struct {
	stream chatpb.Chat_UploadClient
	token  chan struct{}
	kick   chan struct{}
}

func (b *batcher) wake() {
	select {
	case b.kick <- struct{}{}:
	default:
	}
}

func (b *batcher) flush() {
	select {
	case b.token <- struct{}{}:
		defer func() { <-b.token }()
	default:
		return
	}
	b.stream.Send(&chatpb.Msg{})
}

// Start returns the function that makes the batcher send what it has.
func Start(ctx context.Context, stream chatpb.Chat_UploadClient) func() {
	b := &batcher{stream: stream, token: make(chan struct{}, 1), kick: make(chan struct{}, 1)}
	go func() {
		for {
			select {
			case <-b.kick:
				b.flush()
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		for range time.Tick(time.Second) {
			b.flush()
		}
	}()
	return b.wake
}
