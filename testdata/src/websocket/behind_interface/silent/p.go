// A connection behind an interface of the program, with a semaphore for its writers.
package silent

import "github.com/gorilla/websocket"

type sink interface {
	WriteJSON(v any) error
	Close() error
}

type session struct {
	out  sink
	slot chan bool
}

func Open(url string) (*session, error) {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return nil, err
	}
	s := &session{out: conn, slot: make(chan bool, 1)}
	go s.beat()
	return s, nil
}

func (s *session) beat() {
	for s.send("beat") == nil {
	}
}

func (s *session) Say(text string) error { return s.send(text) }

func (s *session) send(text string) error {
	s.slot <- true
	defer func() { <-s.slot }()
	return s.out.WriteJSON(text)
}
