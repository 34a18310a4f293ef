// Exported functions that anybody may call, and no goroutine in sight: no evidence.
package silent

import "streamvet.test/chatpb"

func Say(stream chatpb.Chat_ConnectClient) error {
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func Shout(stream chatpb.Chat_ConnectClient) error {
	return stream.Send(&chatpb.Msg{Text: "HI"})
}
