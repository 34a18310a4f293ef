// Package wire keeps the current stream.
package wire

import "streamvet.test/chatpb"

var Current chatpb.Chat_ConnectClient

func Step() {
	Current.Send(&chatpb.Msg{Text: "hello"})
}
