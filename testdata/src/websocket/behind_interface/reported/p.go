// A connection behind an interface of the program: a method writes beside the goroutine of the constructor.
package reported

import "github.com/gorilla/websocket"

type sink interface {
	WriteJSON(v any) error
	Close() error
}

type session struct {
	out sink
}

func Open(url string) (*session, error) {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return nil, err
	}
	s := &session{out: conn}
	go s.beat()
	return s, nil
}

func (s *session) beat() {
	for s.send("beat") == nil {
	}
}

func (s *session) Say(text string) error { return s.send(text) }

func (s *session) send(text string) error {
	return s.out.WriteJSON(text) // want "concurrent-write"
}
