// The one who sends is started by the first message: what says so is looked at again under the mutex.
package silent

import (
	"sync"
	"sync/atomic"

	"streamvet.test/chatpb"
)

type writer struct {
	stream chatpb.Chat_WatchServer
	out    chan *chatpb.Msg

	started atomic.Bool
	mu      sync.Mutex
	running sync.WaitGroup
}

func (w *writer) post(m *chatpb.Msg) {
	if !w.started.Load() {
		w.mu.Lock()
		if !w.started.Load() {
			w.running.Go(w.run)
			w.started.Store(true)
		}
		w.mu.Unlock()
	}
	w.out <- m
}

func (w *writer) run() {
	for m := range w.out {
		w.stream.Send(m)
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	feeds []chan *chatpb.Msg
}

func (s *server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	w := &writer{stream: stream, out: make(chan *chatpb.Msg)}
	var feeding sync.WaitGroup
	for _, feed := range s.feeds {
		feeding.Go(func() {
			for m := range feed {
				w.post(m)
			}
		})
	}
	feeding.Wait()
	close(w.out)
	w.running.Wait()
	return nil
}
