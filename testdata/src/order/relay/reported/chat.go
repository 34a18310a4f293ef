// The helper's channel is closed without waiting for its senders.
package reported

import (
	"fmt"
	"sync"

	"streamvet.test/chatpb"
)

// sender is what the helper needs of a stream.
type sender interface {
	Send(*chatpb.Msg) error
}

func copyBoth(stream sender, out, errs chan string) <-chan error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	send := func(text string) error {
		mu.Lock()
		defer mu.Unlock()
		return stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	}
	failed := make(chan error, 2)
	wg.Add(2)
	go func() {
		defer wg.Done()
		for text := range out {
			if err := send(text); err != nil {
				failed <- err
				return
			}
		}
	}()
	go func() {
		defer wg.Done()
		for text := range errs {
			if err := send(text); err != nil {
				failed <- err
				return
			}
		}
	}()
	done := make(chan error, 1)
	go func() {
		select {
		case err := <-failed:
			done <- err
		default:
		}
		close(done)
	}()
	return done
}

func run(stream chatpb.Chat_ConnectServer, out, errs chan string) error {
	done := copyBoth(stream, out, errs)
	var err error
	select {
	case err = <-done:
	case <-stream.Context().Done():
		err = fmt.Errorf("timed out: %w", stream.Context().Err())
	}
	if err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
