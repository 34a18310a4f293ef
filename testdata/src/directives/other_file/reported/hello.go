// What the other file does.
package reported

import "streamvet.test/chatpb"

func hello(stream chatpb.Chat_ConnectClient) error {
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
