// Subscriptions by the names of types: two goroutines publish events, of which one type sends on the stream.
package silent

import (
	"fmt"

	"streamvet.test/chatpb"
)

type bus struct {
	subs map[string][]func(any)
}

func on[E any](b *bus, f func(E)) {
	t := fmt.Sprintf("%T", *new(E))
	b.subs[t] = append(b.subs[t], func(e any) { f(e.(E)) })
}

func (b *bus) publish(e any) {
	for _, f := range b.subs[fmt.Sprintf("%T", e)] {
		f(e)
	}
}

type (
	bid  struct{ text string }
	ask  struct{ text string }
	tick struct{ n int }
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	b := &bus{subs: map[string][]func(any){}}
	on(b, func(e bid) { stream.Send(&chatpb.Msg{Text: e.text}) })
	on(b, func(e ask) { stream.Send(&chatpb.Msg{Text: e.text}) })
	done := make(chan bool)
	go func() {
		b.publish(bid{"1"})
		close(done)
	}()
	b.publish(tick{2})
	<-done
	return nil
}
