// A manager starts connections on goroutines, and these their loops, which have exported names: users don't start them again.
package silent

import "github.com/gorilla/websocket"

// A Session is a connection.
type Session struct {
	conn     *websocket.Conn
	messages chan []byte
}

// A Manager has sessions.
type Manager struct {
	sessions []*Session
}

// Add begins a session on a connection.
func (m *Manager) Add(conn *websocket.Conn) *Session {
	s := &Session{conn, make(chan []byte, 100)}
	m.sessions = append(m.sessions, s)
	go s.Start()
	return s
}

// Start starts the session's loop.
func (s *Session) Start() {
	go s.ReadLoop()
}

// ReadLoop reads messages.
func (s *Session) ReadLoop() {
	for {
		_, data, err := s.conn.ReadMessage()
		if err != nil {
			continue
		}
		s.messages <- data
	}
}

// Next waits for a message.
func (s *Session) Next() []byte {
	return <-s.messages
}
