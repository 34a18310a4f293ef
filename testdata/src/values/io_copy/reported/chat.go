// What a command prints and what is left of it when it is over are copied by two goroutines.
package reported

import (
	"io"

	"streamvet.test/chatpb"
)

// writer sends what is written.
type writer struct {
	stream chatpb.Chat_ConnectServer
}

func (w writer) Write(p []byte) (int, error) {
	if err := w.stream.Send(&chatpb.Msg{Text: string(p)}); err != nil { // want "sendsend"
		return 0, err
	}
	return len(p), nil
}

type session struct {
	stream chatpb.Chat_ConnectServer
	tty    io.Reader
	exited chan struct{}
}

func (s *session) run() error {
	go io.Copy(writer{s.stream}, s.tty)
	<-s.exited
	_, err := io.Copy(writer{s.stream}, s.tty)
	return err
}
