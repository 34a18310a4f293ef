// A fiber handler gives its lock back before the handlers after it run.
package main

import (
	"log"
	"os"
	"sync"

	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/websocket"
)

type bridge struct {
	mu   sync.Mutex
	conn *websocket.Conn
}

func main() {
	conn, _, err := websocket.DefaultDialer.Dial(os.Args[1], nil)
	if err != nil {
		log.Fatal(err)
	}
	b := &bridge{conn: conn}
	app := fiber.New()
	app.Use("/say", b.first)
	app.Post("/say", b.say)
	log.Fatal(app.Listen(":8080"))
}

func (b *bridge) first(c *fiber.Ctx) error {
	b.mu.Lock()
	b.mu.Unlock()
	return c.Next()
}

func (b *bridge) say(c *fiber.Ctx) error {
	return b.conn.WriteMessage(websocket.TextMessage, c.Body()) // want "concurrent-write"
}
