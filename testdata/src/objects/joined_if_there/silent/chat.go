// The worker is waited for where there is one.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type worker struct{ wg sync.WaitGroup }

func (w *worker) start(send func()) {
	w.wg.Add(1)
	go func() {
		defer w.wg.Done()
		send()
	}()
}

type Session struct {
	stream chatpb.Chat_ConnectClient
	worker *worker
	quiet  bool
}

func New(stream chatpb.Chat_ConnectClient, quiet bool) *Session {
	s := &Session{stream: stream, quiet: quiet}
	s.worker = new(worker)
	s.worker.start(func() { s.stream.Send(&chatpb.Msg{}) })
	return s
}

func (s *Session) Close() {
	if s.worker != nil {
		s.worker.wg.Wait()
	}
	s.stream.CloseSend()
}
