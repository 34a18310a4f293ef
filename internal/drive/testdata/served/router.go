package served

import (
	"context"
	"net/http"

	"example.com/router"
	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
)

func RaceOfGin() {
	n := 0
	e := gin.New()
	e.GET("/", func(*gin.Context) { use(&n) })
	e.Run()
}

func NoRaceBeforeRun() {
	n := 0
	e := gin.New()
	e.GET("/", func(*gin.Context) { look(&n) })
	use(&n)
	e.Run()
}

func RaceBesideRun() {
	n := 0
	e := gin.New()
	e.GET("/", func(*gin.Context) { look(&n) })
	go e.Run()
	use(&n)
}

func RaceOfEcho() {
	n := 0
	e := echo.New()
	e.GET("/", func(echo.Context) error { use(&n); return nil })
	e.Start("")
}

func NoRaceAfterEcho() {
	n := 0
	e := echo.New()
	e.GET("/", func(echo.Context) error { look(&n); return nil })
	go e.Start("")
	if e.Shutdown(context.Background()) == nil {
		use(&n)
	}
}

func RaceOfEchosMiddleware() {
	n := 0
	e := echo.New()
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			use(&n)
			return next(c)
		}
	})
	e.GET("/", echo.WrapHandler(&page{}))
	e.Start("")
}

func RaceOfFastHTTP() {
	n := 0
	fasthttp.ListenAndServe("", fasthttp.CompressHandler(func(*fasthttp.RequestCtx) { use(&n) }))
}

func RaceOfFastHTTPServer() {
	n := 0
	s := &fasthttp.Server{Handler: func(*fasthttp.RequestCtx) { use(&n) }}
	s.ListenAndServe("")
}

func NoRaceAfterFastHTTPServer() {
	n := 0
	s := &fasthttp.Server{Handler: func(*fasthttp.RequestCtx) { look(&n) }}
	go s.ListenAndServe("")
	s.Shutdown()
	use(&n)
}

// A library of which nothing is known but that it is given handlers is taken for a router.
func RaceOfUnknownRouter() {
	n := 0
	router.New().Get("/", func(http.ResponseWriter, *http.Request) { use(&n) })
}

func NoRaceOfUnknownRouter() {
	n := 0
	r := router.New()
	r.Get("/", func(http.ResponseWriter, *http.Request) { look(&n) })
	use(&n)
}

func RaceOfItsMiddleware() {
	n := 0
	r := router.New()
	r.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			use(&n)
			next.ServeHTTP(w, r)
		})
	})
	r.Get("/", func(http.ResponseWriter, *http.Request) {})
}
