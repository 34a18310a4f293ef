// The exported function starts a goroutine: evidence of an overlap.
package reported

import "streamvet.test/chatpb"

func Say(stream chatpb.Chat_ConnectClient) error {
	go Shout(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func Shout(stream chatpb.Chat_ConnectClient) error {
	return stream.Send(&chatpb.Msg{Text: "HI"}) // want "sendsend"
}
