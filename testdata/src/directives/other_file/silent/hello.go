// What the other file does.
package silent

import "streamvet.test/chatpb"

func hello(stream chatpb.Chat_ConnectClient) error {
	//streamvet:ignore sendsend the server answers once
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
