package scripts

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
)

// said returns middleware that writes down when it runs, around a handler.
func said(order *string, name string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			*order += name
			next.ServeHTTP(w, r)
			*order += name
		})
	}
}

// A router calls one of its handlers, or none, through what is around it.
func Chi(w http.ResponseWriter, r *http.Request) {
	order := ""
	handler := func(name string) http.HandlerFunc {
		return func(http.ResponseWriter, *http.Request) { order += name }
	}
	router := chi.NewRouter()
	router.Get("/1", handler("1")) // before Use
	router.Use(said(&order, "a"))
	router.Get("/2", handler("2"))
	router.Handle("/3", handler("3"))
	router.With(said(&order, "b")).Get("/4", handler("4"))
	router.Route("/5", func(r chi.Router) {
		r.Use(said(&order, "c"))
		r.Get("/", handler("5"))
	})
	router.ServeHTTP(w, r)
	switch order {
	case "", "1", "a2a", "a3a", "ab4ba", "ac5ca":
	default:
		check(false)
	}
	maybe(order == "a2a")
	maybe(order == "a3a")
	maybe(order == "ab4ba")
	maybe(order == "ac5ca")
}

// Handlers of a chain run one after the other; one that calls Next runs around those after it, and
// one that calls Abort ends the chain.
func Gin(w http.ResponseWriter, r *http.Request) {
	order := ""
	handler := func(name string) gin.HandlerFunc {
		return func(*gin.Context) { order += name }
	}
	around := func(name string) gin.HandlerFunc {
		return func(c *gin.Context) {
			order += name
			c.Next()
			order += name
		}
	}
	engine := gin.New()
	engine.Use(around("a"))
	engine.GET("/1", handler("1"), handler("2"))
	engine.Group("/3", around("b")).GET("/", handler("3"))
	engine.GET("/4", func(c *gin.Context) {
		order += "4"
		c.Abort()
	}, handler("5"))
	engine.ServeHTTP(w, r)
	switch order {
	case "", "a12a", "ab3ba", "a4a":
	default:
		check(false)
	}
	maybe(order == "a12a")
	maybe(order == "ab3ba")
	maybe(order == "a4a")
}
