// It gives up where there is something to say, and returns that.
package silent

import (
	"time"

	"streamvet.test/chatpb"
)

// receive runs f while it waits, and tells what f has had to say if that takes too long.
func receive(stream chatpb.Chat_ConnectClient, f func(func(error))) error {
	got := make(chan *chatpb.Msg, 1)
	go func() {
		m, _ := stream.Recv()
		got <- m
	}()
	var said error
	f(func(err error) { said = err })
	select {
	case <-got:
		return nil
	case <-time.After(time.Minute):
	}
	if said != nil {
		return said
	}
	<-got
	return nil
}

func listen(stream chatpb.Chat_ConnectClient, f func(func(error))) error {
	for {
		if err := receive(stream, f); err != nil {
			return err
		}
	}
}
