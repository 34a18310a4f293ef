// The constructor starts the loop that reads, which has an exported name: users don't start it again.
package silent

import "github.com/gorilla/websocket"

// A Session is a connection.
type Session struct {
	conn     *websocket.Conn
	messages chan []byte
}

// New returns a session that reads.
func New(conn *websocket.Conn) *Session {
	s := &Session{conn, make(chan []byte, 100)}
	go s.ReadPump()
	return s
}

// ReadPump reads messages.
func (s *Session) ReadPump() {
	defer close(s.messages)
	for {
		_, data, err := s.conn.ReadMessage()
		if err != nil {
			return
		}
		s.messages <- data
	}
}

// Next waits for a message.
func (s *Session) Next() []byte {
	return <-s.messages
}
