// Package pump sends, accepted or not.
package pump

import "streamvet.test/chatpb"

func Hello(stream chatpb.Chat_ConnectClient) error {
	return stream.Send(&chatpb.Msg{Text: "hi"}) //streamvet:ignore sendsend the server answers once
}
