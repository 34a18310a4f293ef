// A new loop for each connection, while the old one still runs: it uses the new connection.
package reported

import (
	"time"

	"github.com/gorilla/websocket"
)

type client struct {
	url  string
	conn *websocket.Conn
	stop chan bool
}

func (c *client) Run() error {
	for {
		conn, _, err := websocket.DefaultDialer.Dial(c.url, nil)
		if err != nil {
			return err
		}
		c.conn = conn
		go c.heartbeat()
		for {
			if _, _, err := conn.ReadMessage(); err != nil {
				break
			}
		}
	}
}

func (c *client) heartbeat() {
	for {
		time.Sleep(time.Minute)
		if c.conn.WriteMessage(websocket.PingMessage, nil) != nil { // want "concurrent-write"
			return
		}
	}
}
