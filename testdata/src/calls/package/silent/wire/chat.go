// Package wire has a loop over one side of a stream.
package wire

import "streamvet.test/chatpb"

func Pump(stream chatpb.Chat_ConnectClient) {
	stream.Recv()
}
