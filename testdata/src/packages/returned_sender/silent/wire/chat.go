// Package wire makes senders.
package wire

import (
	"sync"

	"streamvet.test/chatpb"
)

func Sender(stream chatpb.Chat_ConnectClient) func(text string) error {
	var mu sync.Mutex
	return func(text string) error {
		mu.Lock()
		defer mu.Unlock()
		return stream.Send(&chatpb.Msg{Text: text})
	}
}
