// A progress printer writes to the stream beside the answer.
package reported

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
	return len(p), w.stream.Send(&chatpb.Msg{Text: string(p)}) // want "sendsend"
}

func progress(w io.Writer, steps chan int) {
	for n := range steps {
		fmt.Fprintf(w, "step %d\n", n)
	}
}

func answer(stream chatpb.Chat_ConnectServer, steps chan int) {
	w := &writer{stream}
	go progress(w, steps)
	io.WriteString(w, "done")
}
