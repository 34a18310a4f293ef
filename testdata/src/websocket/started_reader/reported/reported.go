// The constructor starts the loop that reads, and users read beside it.
package reported

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
		_, data, err := s.conn.ReadMessage() // want "concurrent-read"
		if err != nil {
			return
		}
		s.messages <- data
	}
}

// Next reads a message.
func (s *Session) Next() ([]byte, error) {
	_, data, err := s.conn.ReadMessage()
	return data, err
}
