// Nobody in the package calls the generic functions: the constraint of one type parameter mentions another one, which stands for streams.
package reported

import "streamvet.test/chatpb"

type stream = chatpb.Chat_ConnectClient

func InSlice[L ~[]S, S stream](list L) {
	for _, s := range list {
		go s.Send(nil) // want "sendsend"
		s.Send(nil)
	}
}

func InMap[M ~map[K]S, K comparable, S stream](m M, k K) {
	s := m[k]
	go s.Send(nil) // want "sendsend"
	s.Send(nil)
}

func Received[C ~chan S, S stream](c C) {
	s := <-c
	go s.Send(nil) // want "sendsend"
	s.Send(nil)
}

func Pointed[P interface{ *S }, S stream](p P) {
	s := *p
	go s.Send(nil) // want "sendsend"
	s.Send(nil)
}
