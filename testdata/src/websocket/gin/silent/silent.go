// Requests at a gin engine write to one connection, one at a time.
package main

import (
	"log"
	"os"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
)

func main() {
	conn, _, err := websocket.DefaultDialer.Dial(os.Args[1], nil)
	if err != nil {
		log.Fatal(err)
	}
	var mu sync.Mutex
	engine := gin.Default()
	api := engine.Group("/api")
	api.POST("/say", func(c *gin.Context) {
		mu.Lock()
		defer mu.Unlock()
		conn.WriteJSON(c.Query("text"))
	})
	log.Fatal(engine.Run())
}
