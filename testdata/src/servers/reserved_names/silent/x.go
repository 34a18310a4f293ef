// A stream is registered under a name, if that is well formed and not reserved, and each Send holds the lock.
package silent

import (
	"errors"
	"sync"

	"streamvet.test/chatpb"
)

var reserved = map[string]bool{
	"admin": true, "api": true, "app": true, "assets": true, "auth": true, "billing": true,
	"blog": true, "cdn": true, "console": true, "dashboard": true, "docs": true, "email": true,
	"files": true, "forum": true, "git": true, "help": true, "home": true, "host": true,
	"images": true, "internal": true, "login": true, "mail": true, "media": true, "metrics": true,
	"mobile": true, "news": true, "ns": true, "oauth": true, "password": true, "payment": true,
	"portal": true, "private": true, "public": true, "register": true, "root": true, "search": true,
	"secure": true, "shop": true, "signup": true, "static": true, "status": true, "store": true,
	"support": true, "test": true, "token": true, "upload": true, "user": true, "web": true,
	"wiki": true, "www": true,
}

// valid reports whether a name may be part of a host's name.
func valid(name string) bool {
	if len(name) < 3 || len(name) > 63 {
		return false
	}
	for i := range len(name) {
		if c := name[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	streams map[string]chatpb.Chat_ConnectServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	hello, err := stream.Recv()
	if err != nil {
		return err
	}
	name := hello.Room
	if !valid(name) {
		return errors.New("bad name")
	}
	if reserved[name] {
		return errors.New("reserved name")
	}
	s.mu.Lock()
	if s.streams == nil {
		s.streams = make(map[string]chatpb.Chat_ConnectServer)
	}
	s.streams[name] = stream
	err = stream.Send(hello)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	for {
		msg, err := stream.Recv()
		if err != nil {
			return err
		}
		s.mu.Lock()
		if other := s.streams[msg.Room]; other != nil {
			_ = other.Send(msg)
		}
		s.mu.Unlock()
	}
}
