// The sink is a stream: it must not be used by two senders.
package reported

import "streamvet.test/chatpb"

type sink = chatpb.Chat_ConnectClient

func chat(out sink) error {
	go func() {
		out.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return out.Send(&chatpb.Msg{Text: "hi"})
}
