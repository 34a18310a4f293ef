// Each partition has a goroutine, and its topic, of which there may be several partitions, a stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

// A Partition is a part of a topic.
type Partition struct {
	Topic  string
	Number int64
}

// A Member sends what is in the partitions that it is assigned.
type Member struct {
	Client  chatpb.ChatClient
	Streams map[string]chatpb.Chat_ConnectClient
	Working map[Partition]bool
}

// Assign assigns a partition, unless that has been done.
func (m *Member) Assign(ctx context.Context, p Partition) error {
	if m.Working[p] {
		return nil
	}
	stream, ok := m.Streams[p.Topic]
	if !ok {
		var err error
		if stream, err = m.Client.Connect(ctx); err != nil {
			return err
		}
		m.Streams[p.Topic] = stream
	}
	m.Working[p] = true
	go func() {
		_ = stream.Send(&chatpb.Msg{Room: p.Topic}) // want "sendsend"
	}()
	return nil
}
