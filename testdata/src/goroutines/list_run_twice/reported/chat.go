// The functions of a list are run twice.
package reported

import "streamvet.test/chatpb"

func chat(stream chatpb.Chat_ConnectClient) {
	both := []func(){
		func() { stream.Send(&chatpb.Msg{Text: "hi"}) }, // want "sendsend"
		func() { stream.Recv() },                        // want "recvrecv"
	}
	for range 2 {
		for _, f := range both {
			go f()
		}
	}
}
