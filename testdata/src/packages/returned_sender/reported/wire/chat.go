// Package wire makes senders.
package wire

import "streamvet.test/chatpb"

func Sender(stream chatpb.Chat_ConnectClient) func(text string) error {
	return func(text string) error {
		return stream.Send(&chatpb.Msg{Text: text})
	}
}
