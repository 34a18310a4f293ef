// The variable that is returned where a goroutine is left behind is an error to compare with.
package silent

import (
	"errors"
	"time"

	"streamvet.test/chatpb"
)

// errLate is what is returned in the end; lastFailure is whatever has gone wrong so far.
var (
	errLate     = errors.New("too late")
	lastFailure error
)

// receive waits for a message, but not for long.
func receive(stream chatpb.Chat_ConnectClient) (*chatpb.Msg, error) {
	got := make(chan *chatpb.Msg, 1)
	go func() {
		m, err := stream.Recv()
		if err != nil {
			close(got)
			return
		}
		got <- m
	}()
	select {
	case m := <-got:
		return m, nil
	case <-time.After(time.Minute):
		return nil, errLate
	}
}

func listen(stream chatpb.Chat_ConnectClient) error {
	for {
		m, err := receive(stream)
		if err != nil {
			return err
		}
		println(m.GetText(), lastFailure, errLate)
	}
}
