// Two goroutines read, each from a connection of its own.
package silent

import "github.com/gorilla/websocket"

func dial(url string) error {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return err
	}
	other, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return err
	}
	go read(conn)
	return read(other)
}

func read(conn *websocket.Conn) error {
	for {
		_, r, err := conn.NextReader()
		if err != nil {
			return err
		}
		buf := make([]byte, 512)
		if _, err := r.Read(buf); err != nil {
			return err
		}
	}
}
