// Importers may have something to accept: nobody can tell here.
package silent

import "streamvet.test/chatpb"

func Hello(stream chatpb.Chat_ConnectServer) {
	stream.Send(&chatpb.Msg{Text: "hi"}) //streamvet:ignore sendsend there is one client
}
