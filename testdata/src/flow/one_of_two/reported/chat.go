// Both goroutines may be started, and wait for the same channel.
package reported

import "streamvet.test/chatpb"

func chat(stream chatpb.Chat_ConnectClient, formal bool) {
	ready := make(chan struct{})
	if formal {
		go func() {
			<-ready
			stream.Send(&chatpb.Msg{Text: "good morning"})
		}()
	}
	if stream.Context().Err() == nil {
		go func() {
			<-ready
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
	close(ready)
}
