// Nobody in the package calls the generic functions: their type parameters stand for streams because the constraints say so.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func Greet[S grpc.ClientStream](s S) {
	go s.SendMsg(1) // want "sendsend"
	s.SendMsg(2)
}

func Close[S grpc.ClientStream](s S) {
	send := S.SendMsg
	go send(s, 1) // want "closesend"
	s.CloseSend()
}

type member interface {
	comparable
	chatpb.Chat_ConnectServer
}

type Room[K comparable, S member] struct{ members map[S]K }

func (r *Room[K, S]) Say(m *chatpb.Msg) {
	for s := range r.members {
		go s.Send(m) // want "sendsend"
		s.Send(m)
	}
}
