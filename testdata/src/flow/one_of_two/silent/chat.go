// One of the two goroutines is started, never both.
package silent

import "streamvet.test/chatpb"

func chat(stream chatpb.Chat_ConnectClient, formal bool) {
	ready := make(chan struct{})
	if formal {
		go func() {
			<-ready
			stream.Send(&chatpb.Msg{Text: "good morning"})
		}()
	} else {
		go func() {
			<-ready
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
	}
	close(ready)
}
