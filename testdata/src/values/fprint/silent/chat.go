// A progress printer writes to the stream until the answer.
package silent

import (
	"fmt"
	"io"

	"streamvet.test/chatpb"
)

// writer sends what is written.
type writer struct {
	stream chatpb.Chat_ConnectServer
}

func (w *writer) Write(p []byte) (int, error) {
	return len(p), w.stream.Send(&chatpb.Msg{Text: string(p)})
}

func progress(w io.Writer, steps chan int) {
	for n := range steps {
		fmt.Fprintf(w, "step %d\n", n)
	}
}

func answer(stream chatpb.Chat_ConnectServer, steps chan int) {
	w := &writer{stream}
	done := make(chan struct{})
	go func() {
		defer close(done)
		progress(w, steps)
	}()
	<-done
	io.WriteString(w, "done")
}
