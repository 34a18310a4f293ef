// Package ws wraps a connection for others.
package ws

import "github.com/gorilla/websocket"

// A Conn carries texts.
type Conn struct {
	ws *websocket.Conn
}

// Dial opens a connection.
func Dial(url string) (*Conn, error) {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return nil, err
	}
	return &Conn{ws: conn}, nil
}

// Send sends a text.
func (c *Conn) Send(text string) error {
	return c.ws.WriteMessage(websocket.TextMessage, []byte(text))
}

// Receive returns the next text.
func (c *Conn) Receive() (string, error) {
	_, b, err := c.ws.ReadMessage()
	return string(b), err
}
