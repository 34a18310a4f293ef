// After the error that says that nothing has come yet it receives once more, beside the goroutine that was left behind.
package reported

import (
	"errors"
	"time"

	"streamvet.test/chatpb"
)

var errLate = errors.New("too late")

// receive waits for a message, but not for long.
func receive(stream chatpb.Chat_ConnectClient) (*chatpb.Msg, error) {
	got := make(chan *chatpb.Msg, 1)
	go func() {
		m, err := stream.Recv() // want "recvrecv"
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
		if errors.Is(err, errLate) {
			continue
		}
		if err != nil {
			return err
		}
		println(m.GetText())
	}
}
