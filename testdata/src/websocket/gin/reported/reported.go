// Requests at a gin engine write to one connection.
package main

import (
	"log"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
)

func main() {
	conn, _, err := websocket.DefaultDialer.Dial(os.Args[1], nil)
	if err != nil {
		log.Fatal(err)
	}
	engine := gin.Default()
	api := engine.Group("/api")
	api.POST("/say", func(c *gin.Context) {
		conn.WriteJSON(c.Query("text")) // want "concurrent-write"
	})
	log.Fatal(engine.Run())
}
