// The goroutine of each shard, which waits for its channel, has a stream of its own.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type shard struct {
	in     chan *chatpb.Msg
	stream chatpb.Chat_UploadClient
}

func (s *shard) loop() {
	for m := range s.in {
		s.stream.Send(m)
	}
}

type dispatcher struct{ shards []*shard }

func start(ctx context.Context, c chatpb.ChatClient) (*dispatcher, error) {
	d := new(dispatcher)
	for range 8 {
		stream, err := c.Upload(ctx)
		if err != nil {
			return nil, err
		}
		s := &shard{in: make(chan *chatpb.Msg), stream: stream}
		go s.loop()
		d.shards = append(d.shards, s)
	}
	return d, nil
}

func (d *dispatcher) Close() {
	for _, s := range d.shards {
		close(s.in)
	}
}
