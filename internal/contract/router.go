package contract

import (
	"slices"
	"strings"
)

// A Router is a row of the table of libraries that call handlers by what requests ask for. Their
// code is not run: which handler it leads to depends on what is not known. What is given to
// their functions and methods says enough.
type Router struct {
	Path string // the import path of the package, without a major version
	// Next is the method of a request's context by which a handler calls those that were given
	// after it.
	Next string
	// Onward says that those come also after a handler that hasn't called Next, if it has called
	// no method whose name begins with Stop.
	Onward bool
	Stop   string
	// Serves are functions and methods that serve until Closes are called.
	Serves, Closes []string
	Doc            string
}

// routers is that table.
var routers = []*Router{
	{
		Path: "github.com/gin-gonic/gin", Next: "Next", Onward: true, Stop: "Abort",
		Serves: strings.Fields("Run RunTLS RunUnix RunFd RunListener RunQUIC"),
		Doc:    "https://pkg.go.dev/github.com/gin-gonic/gin#Context.Next",
	},
	{
		Path: "github.com/labstack/echo", Serves: strings.Fields("Start StartTLS StartAutoTLS StartServer StartH2CServer"), Closes: strings.Fields("Shutdown Close"),
		Doc: "https://pkg.go.dev/github.com/labstack/echo/v4#Echo.Start",
	},
	{
		Path: "github.com/gofiber/fiber", Next: "Next",
		Serves: strings.Fields("Listen ListenTLS ListenTLSWithCertificate ListenMutualTLS ListenMutualTLSWithCertificate Listener"),
		Closes: strings.Fields("Shutdown ShutdownWithTimeout ShutdownWithContext"),
		Doc:    "https://pkg.go.dev/github.com/gofiber/fiber/v2#Ctx.Next",
	},
	{
		Path: "github.com/valyala/fasthttp", Serves: strings.Fields("ListenAndServe ListenAndServeTLS ListenAndServeTLSEmbed ListenAndServeUNIX Serve ServeTLS ServeTLSEmbed"),
		Closes: strings.Fields("Shutdown ShutdownWithContext"),
		Doc:    "https://pkg.go.dev/github.com/valyala/fasthttp#Server.Serve",
	},
	{Path: "github.com/go-chi/chi", Doc: "https://pkg.go.dev/github.com/go-chi/chi/v5#Router"},
	{Path: "github.com/gorilla/mux", Doc: "https://pkg.go.dev/github.com/gorilla/mux#Router"},
	{Path: "github.com/julienschmidt/httprouter", Doc: "https://pkg.go.dev/github.com/julienschmidt/httprouter#Router"},
}

// RouterOf returns the row of the package with the given import path, or nil.
func RouterOf(path string) *Router {
	path = Plain(path)
	for _, r := range routers {
		if r.Path == path {
			return r
		}
	}
	return nil
}

// RouterMethod returns the row of the router that the function or method with the given full
// name belongs to, or nil, and its name without what it belongs to.
func RouterMethod(name string) (*Router, string) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return nil, name
	}
	path := name[:i]
	if strings.HasPrefix(path, "(") {
		path, _, _ = strings.Cut(strings.Trim(path, "(*)"), "[")
		if path = path[:max(0, strings.LastIndexByte(path, '.'))]; path == "" {
			return nil, name
		}
	}
	return RouterOf(path), name[i+1:]
}

// Precedes reports whether what is given to the method called name of a router comes before all
// handlers that are added later.
func Precedes(name string) bool { return name == "Use" || name == "Pre" }

// MakesPart reports whether what is given to the method called name of a router comes before the
// handlers that are added to what it returns.
func MakesPart(name string) bool { return name == "Group" || name == "With" }

// Blocks reports whether a method serves.
func (r *Router) Blocks(method string) bool { return slices.Contains(r.Serves, method) }

// Ends reports whether a method ends serving.
func (r *Router) Ends(method string) bool { return slices.Contains(r.Closes, method) }

// IsHandlerType reports whether the type called name is one of handlers: an interface or a
// function, as routers and what is around handlers are given them.
func IsHandlerType(name string) bool {
	switch versionless(name) {
	case "net/http.Handler", "net/http.HandlerFunc", "github.com/labstack/echo.HandlerFunc", "github.com/gin-gonic/gin.HandlerFunc", "github.com/valyala/fasthttp.RequestHandler", "github.com/gofiber/fiber.Handler":
		return true
	}
	return strings.HasPrefix(name, "func(net/http.ResponseWriter,*net/http.Request)")
}
