// Two goroutines read from one connection.
package reported

import "github.com/gorilla/websocket"

func dial(url string) error {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return err
	}
	go read(conn)
	return read(conn)
}

func read(conn *websocket.Conn) error {
	for {
		_, r, err := conn.NextReader() // want "concurrent-read"
		if err != nil {
			return err
		}
		buf := make([]byte, 512)
		if _, err := r.Read(buf); err != nil {
			return err
		}
	}
}
