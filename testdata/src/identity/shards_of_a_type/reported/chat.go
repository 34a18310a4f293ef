// The goroutines of all shards, which wait for their channels, share one stream.
package reported

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
		s.stream.Send(m) // want "sendsend"
	}
}

type dispatcher struct{ shards []*shard }

func start(ctx context.Context, c chatpb.ChatClient) (*dispatcher, error) {
	stream, err := c.Upload(ctx)
	if err != nil {
		return nil, err
	}
	d := new(dispatcher)
	for range 8 {
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
