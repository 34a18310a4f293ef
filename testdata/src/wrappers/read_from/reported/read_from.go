// io.Copy calls ReadFrom of what has that: that sends without the mutex.
package reported

import (
	"io"
	"os/exec"
	"sync"

	"streamvet.test/chatpb"
)

type session struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectServer
}

func (s *session) send(text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stream.Send(&chatpb.Msg{Text: text})
}

func (s *session) Write(p []byte) (int, error) {
	if err := s.send(string(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (s *session) ReadFrom(r io.Reader) (total int64, err error) {
	buf := make([]byte, 8<<10)
	for {
		n, err := r.Read(buf)
		total += int64(n)
		if err != nil {
			return total, err
		}
		if err := s.stream.Send(&chatpb.Msg{Text: string(buf[:n])}); err != nil { // want "sendsend"
			return total, err
		}
	}
}

func attach(stream chatpb.Chat_ConnectServer, cmd *exec.Cmd) error {
	s := &session{stream: stream}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	go io.Copy(s, out)
	return s.send("started")
}
