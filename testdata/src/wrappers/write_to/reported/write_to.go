// io.Copy calls WriteTo of what has that: that receives without the mutex.
package reported

import (
	"io"
	"sync"

	"streamvet.test/chatpb"
)

type session struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectServer
}

func (s *session) receive() (*chatpb.Msg, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stream.Recv()
}

func (s *session) Read(p []byte) (int, error) {
	m, err := s.receive()
	return copy(p, m.GetText()), err
}

func (s *session) WriteTo(w io.Writer) (total int64, err error) {
	for {
		m, err := s.stream.Recv() // want "recvrecv"
		if err != nil {
			return total, err
		}
		n, err := io.WriteString(w, m.GetText())
		total += int64(n)
		if err != nil {
			return total, err
		}
	}
}

func attach(stream chatpb.Chat_ConnectServer, out io.Writer) error {
	s := &session{stream: stream}
	go io.Copy(out, s)
	_, err := s.receive()
	return err
}
