package objects

import (
	"sync"

	"github.com/gorilla/websocket"
)

func RaceOfWrites(c *websocket.Conn) {
	go c.WriteMessage(1, nil)
	c.WriteMessage(1, nil)
}

func RaceOfReads(c *websocket.Conn) {
	go c.ReadMessage()
	c.NextReader()
}

// The documentation doesn't say that these use the connection.
func NoRaceOfUndocumented(c *websocket.Conn) {
	go c.WriteMessage(1, nil)
	websocket.WriteJSON(c, 1)
	go c.ReadMessage()
	c.SetReadLimit(1)
	maybe(websocket.ReadJSON(c, nil) == nil)
}

func NoRaceOfReadAndWrite(c *websocket.Conn) {
	go c.ReadMessage()
	c.WriteMessage(1, nil)
}

func NoRaceOfControl(c *websocket.Conn) {
	go c.WriteControl(1, nil)
	c.WriteMessage(1, nil)
	c.Close()
}

// A writer holds the connection until it is closed, even if each call has a lock.
func RaceWithinWriter(c *websocket.Conn) {
	var mu sync.Mutex
	go func() {
		mu.Lock()
		c.WriteMessage(1, nil)
		mu.Unlock()
	}()
	mu.Lock()
	w, err := c.NextWriter(1)
	mu.Unlock()
	if err != nil {
		check(w == nil)
		return
	}
	mu.Lock()
	w.Write(nil)
	w.Close()
	mu.Unlock()
}

func NoRaceAfterWriter(c *websocket.Conn) {
	w, err := c.NextWriter(1)
	if err != nil {
		return
	}
	w.Write(nil)
	w.Close()
	go c.WriteMessage(1, nil)
}

// Reading runs the functions that the connection was given, in the goroutine that reads.
func RaceOfPingHandler(c *websocket.Conn) {
	c.SetPingHandler(func(string) error { return c.WriteMessage(2, nil) })
	go c.WriteMessage(1, nil)
	c.ReadMessage()
}

func NoRaceOfPingHandler(c *websocket.Conn) {
	n := 0
	c.SetPingHandler(func(string) error {
		n++
		return nil
	})
	go c.WriteMessage(1, nil)
	c.ReadMessage()
	maybe(n == 1)
}

// A later function takes the place of an earlier one.
func NoRaceOfReplacedHandler(c *websocket.Conn) {
	pings, pongs := 0, 0
	c.SetPingHandler(func(string) error { return c.WriteMessage(2, nil) })
	c.SetPongHandler(func(string) error { pongs++; return nil })
	c.SetPingHandler(func(string) error { pings++; return nil })
	go c.WriteMessage(1, nil)
	c.ReadMessage()
	maybe(pings == 1)
	maybe(pongs == 1)
	check(pings+pongs <= 1)
}

func NoRaceOfRemovedHandler(c *websocket.Conn) {
	c.SetPingHandler(func(string) error { return c.WriteMessage(2, nil) })
	c.SetPingHandler(nil)
	go c.WriteMessage(1, nil)
	c.ReadMessage()
}
