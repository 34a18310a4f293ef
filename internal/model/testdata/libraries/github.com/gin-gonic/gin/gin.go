// Package gin declares what models of github.com/gin-gonic/gin are about.
package gin

import "net/http"

type Context struct{ index int }

func (c *Context) Next()
func (c *Context) Abort()

type HandlerFunc func(*Context)

type IRoutes interface {
	GET(path string, handlers ...HandlerFunc) IRoutes
}

type RouterGroup struct{ path string }

func (g *RouterGroup) GET(path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) Use(handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) Group(path string, handlers ...HandlerFunc) *RouterGroup

type Engine struct{ RouterGroup }

func New() *Engine

func (e *Engine) ServeHTTP(w http.ResponseWriter, r *http.Request)
