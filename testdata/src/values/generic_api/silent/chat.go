// Nobody in the package calls the generic functions: the streams that their type parameters stand for have one sender each.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func Greet[S grpc.ClientStream](s S) {
	go s.SendMsg(1)
	s.RecvMsg(2)
}

func Close[S grpc.ClientStream](s S) {
	send := S.SendMsg
	send(s, 1)
	s.CloseSend()
}

type member interface {
	comparable
	chatpb.Chat_ConnectServer
}

type Room[K comparable, S member] struct{ members map[S]K }

func (r *Room[K, S]) Say(m *chatpb.Msg) {
	for s := range r.members {
		s.Send(m)
		s.Send(m)
	}
}
