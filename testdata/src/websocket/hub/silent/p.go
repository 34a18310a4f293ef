// A hub gives its clients' writers what they write: registering waits for the hub's loop.
package silent

import "github.com/gorilla/websocket"

// A Hub knows all clients. Its owner calls Run in a goroutine.
type Hub struct {
	clients  map[*Client]bool
	register chan *Client
	news     chan []byte
}

// NewHub makes a hub.
func NewHub() *Hub {
	return &Hub{clients: map[*Client]bool{}, register: make(chan *Client), news: make(chan []byte)}
}

// Run serves the hub's channels.
func (h *Hub) Run() {
	for {
		select {
		case c := <-h.register:
			h.clients[c] = true
		case data := <-h.news:
			for c := range h.clients {
				c.send <- data
			}
		}
	}
}

// A Client is a connection of the hub.
type Client struct {
	hub  *Hub
	conn *websocket.Conn
	send chan []byte
}

// Serve makes a client of a connection, and returns.
func Serve(hub *Hub, conn *websocket.Conn) {
	c := &Client{hub, conn, make(chan []byte, 8)}
	hub.register <- c
	go c.read()
	go c.write()
}

func (c *Client) read() {
	for {
		_, data, err := c.conn.ReadMessage()
		if err != nil {
			return
		}
		c.hub.news <- data
	}
}

func (c *Client) write() {
	for data := range c.send {
		if c.conn.WriteMessage(websocket.TextMessage, data) != nil {
			return
		}
	}
}
