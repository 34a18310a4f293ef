// The constructor starts two receivers, through a function of another package.
package reported

import (
	"context"
	"sync"
	"sync/atomic"

	"streamvet.test/chatpb"
	"streamvet.test/objects/labelled_loop/reported/labels"
)

type wrapper struct {
	sync.Mutex
	stream  chatpb.Chat_ConnectClient
	pending int
	failed  atomic.Bool
}

func newWrapper(stream chatpb.Chat_ConnectClient) *wrapper {
	w := &wrapper{stream: stream}
	go labels.Do(stream.Context(), "receive", w.receive)
	go labels.Do(stream.Context(), "receive", w.receive)
	return w
}

func (w *wrapper) Send(m *chatpb.Msg) error {
	w.Lock()
	defer w.Unlock()
	w.pending++
	return w.stream.Send(m)
}

func (w *wrapper) receive() {
	for {
		_, err := w.stream.Recv() // want "recvrecv"
		w.Lock()
		if err != nil {
			w.failed.Store(true)
			w.Unlock()
			return
		}
		w.pending--
		w.Unlock()
	}
}

// pool gives out clients by target.
type pool interface {
	Client(target string) (chatpb.ChatClient, error)
}

type executor struct {
	sync.RWMutex
	ctx      context.Context
	pool     pool
	wrappers map[string]*wrapper
}

func (e *executor) Execute(room string, m *chatpb.Msg) error {
	w, err := e.wrapper(room)
	if err != nil {
		return err
	}
	return w.Send(m)
}

func (e *executor) wrapper(room string) (*wrapper, error) {
	e.RLock()
	w, ok := e.wrappers[room]
	if ok && !w.failed.Load() {
		e.RUnlock()
		return w, nil
	}
	e.RUnlock()
	c, err := e.pool.Client(room)
	if err != nil {
		return nil, err
	}
	stream, err := c.Connect(e.ctx)
	if err != nil {
		return nil, err
	}
	w = newWrapper(stream)
	e.Lock()
	defer e.Unlock()
	e.wrappers[room] = w
	return w, nil
}

func run(e *executor, rooms []string) {
	for _, room := range rooms {
		go e.Execute(room, &chatpb.Msg{Room: room})
	}
}
