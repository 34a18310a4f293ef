// The sink has a stream's method names and is none: a channel with a coat.
package silent

import "streamvet.test/chatpb"

type sink struct{ ch chan *chatpb.Msg }

func (s sink) Send(m *chatpb.Msg) error {
	s.ch <- m
	return nil
}

func chat(out sink) error {
	go func() {
		out.Send(&chatpb.Msg{Text: "hi"})
	}()
	return out.Send(&chatpb.Msg{Text: "hi"})
}
