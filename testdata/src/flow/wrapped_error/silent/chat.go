// The error that is wrapped says that the sender is at work.
package silent

import (
	"errors"
	"fmt"

	"streamvet.test/chatpb"
)

var errBusy, errIdle = errors.New("the sender is at work"), errors.New("nothing to send")

func start(stream chatpb.Chat_ConnectServer, texts []string) error {
	if len(texts) == 0 {
		return fmt.Errorf("start: %w", errIdle)
	}
	go func() {
		for _, t := range texts {
			stream.Send(&chatpb.Msg{Text: t})
		}
	}()
	return fmt.Errorf("start: %w", errBusy)
}

func talk(stream chatpb.Chat_ConnectServer, texts []string) error {
	if err := start(stream, texts); errors.Is(err, errBusy) {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
