// Two goroutines encode to a writer that sends, without a mutex.
package reported

import (
	"encoding/json"
	"sync"

	"streamvet.test/chatpb"
)

type sender struct {
	stream chatpb.Chat_ConnectServer
}

func (s sender) Write(p []byte) (int, error) {
	return len(p), s.stream.Send(&chatpb.Msg{Text: string(p)}) // want "sendsend"
}

type emitter struct {
	mu  sync.Mutex
	enc *json.Encoder
}

func (e *emitter) emit(event any) error {
	return e.enc.Encode(event)
}

func answer(stream chatpb.Chat_ConnectServer, events []any) {
	e := &emitter{enc: json.NewEncoder(sender{stream})}
	var wg sync.WaitGroup
	for _, event := range events {
		wg.Go(func() { e.emit(event) })
	}
	wg.Wait()
}
