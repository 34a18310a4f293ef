// Handlers of fiber's connections write to all members, under a lock.
package silent

import (
	"sync"

	"github.com/gofiber/contrib/websocket"
	"github.com/gofiber/fiber/v2"
)

var (
	mu      sync.RWMutex
	members = map[string]*websocket.Conn{}
)

func routes(app *fiber.App) {
	app.Get("/ws/:name", websocket.New(func(c *websocket.Conn) {
		mu.Lock()
		members[c.Params("name")] = c
		mu.Unlock()
		for {
			kind, data, err := c.ReadMessage()
			if err != nil {
				return
			}
			all(kind, data)
		}
	}))
}

func all(kind int, data []byte) {
	mu.Lock()
	defer mu.Unlock()
	for _, c := range members {
		c.WriteMessage(kind, data)
	}
}
