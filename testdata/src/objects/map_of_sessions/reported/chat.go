// The manager sends to a session by name, beside the session's heartbeat.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Manager struct {
	mu       sync.Mutex
	sessions map[string]*session
}

type session struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (s *session) heartbeat() {
	for range time.Tick(time.Second) {
		s.mu.Lock()
		s.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		s.mu.Unlock()
	}
}

func (m *Manager) Add(name string, stream chatpb.Chat_ConnectClient) {
	s := &session{stream: stream}
	m.mu.Lock()
	m.sessions[name] = s
	m.mu.Unlock()
	go s.heartbeat()
}

func (m *Manager) Send(name string, msg *chatpb.Msg) error {
	m.mu.Lock()
	s := m.sessions[name]
	m.mu.Unlock()
	return s.stream.Send(msg)
}
