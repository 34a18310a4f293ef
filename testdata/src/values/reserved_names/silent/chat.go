// Names that the package reserves are refused: most names are not among them. What sends takes the lock.
package silent

import (
	"errors"
	"sync"

	"streamvet.test/chatpb"
)

var reserved = map[string]bool{
	"admin":    true,
	"api":      true,
	"app":      true,
	"assets":   true,
	"auth":     true,
	"billing":  true,
	"blog":     true,
	"cdn":      true,
	"demo":     true,
	"dev":      true,
	"docs":     true,
	"forum":    true,
	"ftp":      true,
	"help":     true,
	"home":     true,
	"images":   true,
	"imap":     true,
	"internal": true,
	"login":    true,
	"mail":     true,
	"media":    true,
	"mx":       true,
	"news":     true,
	"ns":       true,
	"pop":      true,
	"proxy":    true,
	"root":     true,
	"search":   true,
	"shop":     true,
	"smtp":     true,
	"static":   true,
	"status":   true,
	"support":  true,
	"test":     true,
	"vpn":      true,
	"web":      true,
	"wiki":     true,
	"www":      true,
}

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	streams map[string]chatpb.Chat_ConnectServer
}

func newServer() *server {
	return &server{streams: map[string]chatpb.Chat_ConnectServer{}}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	hello, err := stream.Recv()
	if err != nil {
		return err
	}
	if reserved[hello.From] || reserved[hello.Text] {
		return errors.New("reserved")
	}
	s.mu.Lock()
	s.streams[hello.From] = stream
	peer := s.streams[hello.Text]
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		if peer != nil {
			s.mu.Lock()
			peer.Send(m)
			s.mu.Unlock()
		}
	}
}
