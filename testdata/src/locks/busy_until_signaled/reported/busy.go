// Whoever waits for the flag to be unset does not set it.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

// Writer lets one sender at a time through, without keeping the mutex.
type Writer struct {
	mu     sync.Mutex
	freed  *sync.Cond
	busy   bool
	stream chatpb.Chat_ConnectClient
}

// NewWriter returns a writer for stream.
func NewWriter(stream chatpb.Chat_ConnectClient) *Writer {
	w := &Writer{stream: stream}
	w.freed = sync.NewCond(&w.mu)
	go w.ping()
	return w
}

func (w *Writer) acquire() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.busy {
		w.freed.Wait()
	}
}

func (w *Writer) release() {
	w.mu.Lock()
	w.busy = false
	w.mu.Unlock()
	w.freed.Signal()
}

func (w *Writer) ping() {
	for range time.Tick(time.Minute) {
		w.acquire()
		w.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		w.release()
	}
}

// Say sends text.
func (w *Writer) Say(text string) error {
	w.acquire()
	defer w.release()
	return w.stream.Send(&chatpb.Msg{Text: text})
}
