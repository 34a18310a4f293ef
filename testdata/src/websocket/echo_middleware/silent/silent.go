// Middleware of echo holds its lock while the handler runs.
package silent

import (
	"sync"

	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
)

type bridge struct {
	mu   sync.Mutex
	conn *websocket.Conn
}

func (b *bridge) Server() *echo.Echo {
	e := echo.New()
	e.Use(b.first)
	e.POST("/say", func(c echo.Context) error {
		return b.conn.WriteJSON(c.QueryParam("text"))
	})
	return e
}

func (b *bridge) first(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		b.mu.Lock()
		defer b.mu.Unlock()
		return next(c)
	}
}
