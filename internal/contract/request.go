package contract

import (
	"go/types"
	"slices"
	"strings"
)

// A handlerType tells what functions may be called from several goroutines at a time by
// code that streamvet doesn't see: a server does that for each request or connection.
type handlerType struct {
	method string   // the name of the method; "" for functions that are used as values
	params []string // the types of the first parameters
	doc    string   // the type in the API
}

// requestHandlers lists them. Of what the API says about each, some is said elsewhere:
// "Serve accepts incoming connections on the Listener l, creating a new service goroutine
// for each" (https://pkg.go.dev/net/http#Server.Serve).
var requestHandlers = []handlerType{
	{"", []string{"net/http.ResponseWriter", "*net/http.Request"}, "https://pkg.go.dev/net/http#HandlerFunc"},
	{"", []string{"*github.com/gin-gonic/gin.Context"}, "https://pkg.go.dev/github.com/gin-gonic/gin#HandlerFunc"},
	{"", []string{"github.com/labstack/echo/v4.Context"}, "https://pkg.go.dev/github.com/labstack/echo/v4#HandlerFunc"},
	{"", []string{"*github.com/gofiber/fiber/v2.Ctx"}, "https://pkg.go.dev/github.com/gofiber/fiber/v2#Handler"},
	{"", []string{"*github.com/valyala/fasthttp.RequestCtx"}, "https://pkg.go.dev/github.com/valyala/fasthttp#RequestHandler"},
	{"", []string{"*golang.org/x/net/websocket.Conn"}, "https://pkg.go.dev/golang.org/x/net/websocket#Handler"},

	{"ServeHTTP", []string{"net/http.ResponseWriter", "*net/http.Request"}, "https://pkg.go.dev/net/http#Handler"},
	{"RoundTrip", []string{"*net/http.Request"}, "https://pkg.go.dev/net/http#RoundTripper"},
	{"Handle", []string{"context.Context", "log/slog.Record"}, "https://pkg.go.dev/log/slog#Handler"},
}

// ServeHTTP is the method by which net/http calls an object that handles requests.
// https://pkg.go.dev/net/http#Handler
const ServeHTTP = "ServeHTTP"

// IsRequestHandler reports whether a function with the given signature, if it is used as
// a value, may be called from several goroutines at a time. Routers give handlers one
// parameter more, for what they found in the path:
// https://pkg.go.dev/github.com/julienschmidt/httprouter#Handle.
func IsRequestHandler(sig *types.Signature) bool {
	for _, h := range requestHandlers {
		if n := len(h.params); h.method == "" && sig.Params().Len() <= n+1 && startsWith(sig.Params(), h.params) {
			return true
		}
	}
	return sig.Params().Len() == 1 && ownsObject(typeName(sig.Params().At(0).Type()))
}

// ownsObject reports whether functions with one parameter of the type called name are
// handlers of connections.
func ownsObject(name string) bool {
	for _, a := range APIs() {
		if slices.Contains(a.Handlers, name) {
			return true
		}
	}
	return false
}

// IsRequestMethod reports whether a method with the given name and signature, if others
// get hold of an object that has it, may be called from several goroutines at a time.
func IsRequestMethod(name string, sig *types.Signature) bool {
	for _, h := range requestHandlers {
		if h.method == name && h.method != "" && sig.Params().Len() == len(h.params) && startsWith(sig.Params(), h.params) {
			return true
		}
	}
	return false
}

func startsWith(params *types.Tuple, names []string) bool {
	if params.Len() < len(names) {
		return false
	}
	for i, want := range names {
		if typeName(params.At(i).Type()) != versionless(want) {
			return false
		}
	}
	return true
}

// typeName returns the qualified name of a named type, or of a pointer to one, without a
// major version.
func typeName(t types.Type) string {
	prefix := ""
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		prefix, t = "*", p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return ""
	}
	return prefix + Plain(n.Obj().Pkg().Path()) + "." + n.Obj().Name()
}

// IsRequestFunc is like [IsRequestHandler] for a function of which the names of the
// parameters' types are known. It also knows handlers of streams, which get theirs as the last
// parameter.
func IsRequestFunc(params []string) bool {
	if len(params) == 0 {
		return false
	}
	for _, h := range requestHandlers {
		n := len(h.params)
		if h.method == "" && len(params) >= n && len(params) <= n+1 && slices.EqualFunc(params[:n], h.params, sameType) {
			return true
		}
	}
	last, _, _ := strings.Cut(strings.TrimPrefix(params[len(params)-1], "*"), "[")
	t := TypeCalled(Plain(last))
	return t != nil && t.Server && t.api != GRPC || len(params) == 1 && ownsObject(versionless(params[0]))
}

func sameType(a, b string) bool { return versionless(a) == versionless(b) }
