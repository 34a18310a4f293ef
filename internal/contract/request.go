package contract

import "go/types"

// A handlerType is a type of functions that a server calls for each request, or each
// connection, in a goroutine of its own.
type handlerType struct {
	params []string // the types of the first parameters
	doc    string   // the type in the API
}

// requestHandlers lists them. "Serve accepts incoming connections on the Listener l,
// creating a new service goroutine for each": https://pkg.go.dev/net/http#Server.Serve.
var requestHandlers = []handlerType{
	{[]string{"net/http.ResponseWriter", "*net/http.Request"}, "https://pkg.go.dev/net/http#HandlerFunc"},
	{[]string{"*github.com/gin-gonic/gin.Context"}, "https://pkg.go.dev/github.com/gin-gonic/gin#HandlerFunc"},
	{[]string{"github.com/labstack/echo/v4.Context"}, "https://pkg.go.dev/github.com/labstack/echo/v4#HandlerFunc"},
	{[]string{"*github.com/gofiber/fiber/v2.Ctx"}, "https://pkg.go.dev/github.com/gofiber/fiber/v2#Handler"},
	{[]string{"*github.com/valyala/fasthttp.RequestCtx"}, "https://pkg.go.dev/github.com/valyala/fasthttp#RequestHandler"},
	{[]string{"*golang.org/x/net/websocket.Conn"}, "https://pkg.go.dev/golang.org/x/net/websocket#Handler"},
}

// ServeHTTP is the method by which net/http calls an object that handles requests.
// https://pkg.go.dev/net/http#Handler
const ServeHTTP = "ServeHTTP"

// IsRequestHandler reports whether a function with the given signature, if it is used as
// a value, handles requests. Routers give handlers one parameter more, for what they
// found in the path: https://pkg.go.dev/github.com/julienschmidt/httprouter#Handle.
func IsRequestHandler(sig *types.Signature) bool {
	for _, h := range requestHandlers {
		if n := sig.Params().Len(); n >= len(h.params) && n <= len(h.params)+1 && startsWith(sig.Params(), h.params) {
			return true
		}
	}
	return false
}

func startsWith(params *types.Tuple, names []string) bool {
	for i, want := range names {
		if typeName(params.At(i).Type()) != want {
			return false
		}
	}
	return true
}

// typeName returns the qualified name of a named type, or of a pointer to one.
func typeName(t types.Type) string {
	prefix := ""
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		prefix, t = "*", p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return ""
	}
	return prefix + vendorless(n.Obj().Pkg().Path()) + "." + n.Obj().Name()
}
