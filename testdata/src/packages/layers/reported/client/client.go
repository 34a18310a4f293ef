// Package client talks to a server.
package client

import "streamvet.test/packages/layers/reported/ws"

// An Adapter is a client's way to its server.
type Adapter interface {
	Send(text string) error
	Receive() (string, error)
}

type client struct {
	url  string
	conn *ws.Conn
}

// New connects to a server.
func New(url string) (Adapter, error) {
	conn, err := ws.Dial(url)
	if err != nil {
		return nil, err
	}
	return &client{url: url, conn: conn}, nil
}

func (c *client) Send(text string) error { return c.conn.Send(text) }

func (c *client) Receive() (string, error) { return c.conn.Receive() }
