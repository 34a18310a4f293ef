// A gin handler that comes before all others holds its lock while these run.
package silent

import (
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
)

type bridge struct {
	mu   sync.Mutex
	conn *websocket.Conn
}

func (b *bridge) Routes(engine *gin.Engine) {
	engine.Use(b.first)
	engine.POST("/say", b.say)
}

func (b *bridge) first(c *gin.Context) {
	b.mu.Lock()
	if c.GetHeader("token") == "" {
		c.Abort()
	}
	c.Next()
	b.mu.Unlock()
}

func (b *bridge) say(c *gin.Context) {
	b.conn.WriteJSON(c.Query("text"))
}
