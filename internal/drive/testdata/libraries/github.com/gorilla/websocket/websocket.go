package websocket

import "io"

type Conn struct{ closed bool }

func Dial() *Conn
func (c *Conn) WriteMessage(kind int, data []byte) error
func (c *Conn) NextWriter(kind int) (io.WriteCloser, error)
func (c *Conn) ReadMessage() (kind int, data []byte, err error)
func (c *Conn) NextReader() (kind int, r io.Reader, err error)
func (c *Conn) SetReadLimit(n int64)
func (c *Conn) SetPingHandler(h func(text string) error)
func (c *Conn) SetPongHandler(h func(text string) error)
func (c *Conn) WriteControl(kind int, data []byte) error
func (c *Conn) Close() error

func WriteJSON(c *Conn, v any) error
func ReadJSON(c *Conn, v any) error
