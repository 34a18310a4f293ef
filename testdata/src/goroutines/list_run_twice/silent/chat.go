// Each function of a list is run once.
package silent

import "streamvet.test/chatpb"

func chat(stream chatpb.Chat_ConnectClient) {
	both := []func(){
		func() { stream.Send(&chatpb.Msg{Text: "hi"}) },
		func() { stream.Recv() },
	}
	for range 1 {
		for _, f := range both {
			go f()
		}
	}
}
