// A new loop for each connection, each with the connection that it began with.
package silent

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
		go c.heartbeat(conn)
		for {
			if _, _, err := conn.ReadMessage(); err != nil {
				break
			}
		}
	}
}

func (c *client) heartbeat(conn *websocket.Conn) {
	for {
		time.Sleep(time.Minute)
		if conn.WriteMessage(websocket.PingMessage, nil) != nil {
			return
		}
	}
}
