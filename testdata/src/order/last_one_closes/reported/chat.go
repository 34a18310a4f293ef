// Whoever is the last one to leave closes, but each of them still says goodbye then.
package reported

import (
	"context"
	"sync/atomic"

	"streamvet.test/chatpb"
)

type group struct {
	stream chatpb.Chat_ConnectClient
	turn   chan struct{}
	left   atomic.Int64
}

// leave closes the stream if all others have left.
func (g *group) leave() {
	if g.left.Add(-1) > 0 {
		return
	}
	g.stream.CloseSend()
}

func (g *group) send(m *chatpb.Msg) {
	g.turn <- struct{}{}
	defer func() { <-g.turn }()
	g.stream.Send(m) // want "closesend"
}

func (g *group) member(msgs []*chatpb.Msg) {
	for _, m := range msgs {
		g.send(m)
	}
	g.leave()
	g.send(&chatpb.Msg{Text: "bye"})
}

func run(ctx context.Context, c chatpb.ChatClient, lists [][]*chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	g := &group{stream: stream, turn: make(chan struct{}, 1)}
	g.left.Store(int64(len(lists)))
	for _, list := range lists {
		go g.member(list)
	}
	return nil
}
