package contract

import (
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"
)

// elsewhere are names of the table that no required version of its library has.
var elsewhere = map[string]string{
	"github.com/garyburd/redigo/redis": "the old path of redigo, with the same names",
	"github.com/bufbuild/connect-go":   "the old path of Connect, with the same names",
}

// typesCalled returns the types of the loaded libraries that the table calls name: one for each
// major version.
func typesCalled(pkgs map[string]*types.Package, name string) []types.Type {
	var out []types.Type
	dot := strings.LastIndexByte(name, '.')
	for _, path := range slices.Sorted(maps.Keys(pkgs)) {
		if Plain(path) != name[:dot] {
			continue
		}
		if obj := pkgs[path].Scope().Lookup(name[dot+1:]); obj != nil {
			out = append(out, obj.Type())
		}
	}
	return out
}

// Each type, method and function of the table exists, and each exported method of a type is in
// the table: what is not watched is there as free.
func TestTable(t *testing.T) {
	pkgs := loaded(t)
	for _, a := range APIs()[1:] {
		for _, typ := range a.Types {
			path := typ.Name[:strings.LastIndexByte(typ.Name, '.')]
			if elsewhere[path] != "" {
				continue
			}
			found := typesCalled(pkgs, typ.Name)
			if len(found) == 0 {
				t.Errorf("%s: %s does not exist", a.Name, typ.Name)
				continue
			}
			has := map[string]bool{}
			for _, typ := range found {
				if got := ObjectType(typ); got == nil || got.API() != a {
					t.Errorf("%s is an object of %v", typ, got)
				}
				if !types.IsInterface(typ) {
					typ = types.NewPointer(typ)
				}
				for sel := range types.NewMethodSet(typ).Methods() {
					has[sel.Obj().Name()] = has[sel.Obj().Name()] || sel.Obj().Exported()
				}
			}
			for name := range has {
				if _, ok := typ.Methods[name]; has[name] && !ok {
					t.Errorf("%s: the table does not know the method %s", typ.Name, name)
				}
			}
			if typ.Inner == "" && !shared[a.Name] {
				for name := range typ.Methods {
					if !has[name] {
						t.Errorf("%s: the method %s does not exist", typ.Name, name)
					}
				}
			}
		}
		for _, name := range a.Runners {
			if !strings.HasPrefix(name, "(") && functionsCalled(pkgs, name) == 0 {
				t.Errorf("%s: %s does not exist", a.Name, name)
			}
		}
		for name := range a.Funcs {
			dot := strings.LastIndexByte(name, '.')
			if elsewhere[name[:dot]] != "" {
				continue
			}
			if funcs := functionsCalled(pkgs, name); funcs == 0 {
				t.Errorf("%s: %s does not exist", a.Name, name)
			}
		}
	}
}

// shared are APIs whose similar types share their methods, so that not each of them has all.
var shared = map[string]bool{"Connect": true, "Kitex": true, "pgx": true, "quic-go": true}

func functionsCalled(pkgs map[string]*types.Package, name string) int {
	n, dot := 0, strings.LastIndexByte(name, '.')
	for path, pkg := range pkgs {
		if Plain(path) == name[:dot] {
			if _, ok := pkg.Scope().Lookup(name[dot+1:]).(*types.Func); ok {
				n++
			}
		}
	}
	return n
}

// What may not overlap, a sample of each row.
func TestTableConflicts(t *testing.T) {
	const ws, redis, pg, h2 = "github.com/gorilla/websocket.Conn", "github.com/gomodule/redigo/redis.Conn", "github.com/jackc/pgx.Conn", "golang.org/x/net/http2.Framer"
	const bidi, stream = "connectrpc.com/connect.BidiStreamForClient", "github.com/cloudwego/kitex/pkg/streaming.ClientStream"
	for _, tt := range []struct{ typ, a, b, want string }{
		{ws, "WriteMessage", "NextWriter", ConcurrentWrite},
		{ws, "WriteMessage", "ReadMessage", ""},
		{ws, "WriteMessage", "WriteControl", ""},
		{ws, "WriteMessage", "Close", ""},
		{ws, "ReadMessage", "SetPongHandler", ConcurrentRead},
		{bidi, "Send", "RequestHeader", ConcurrentWrite},
		{bidi, "Send", "CloseRequest", CloseBesideWrite},
		{bidi, "Send", "Receive", ""},
		{bidi, "Receive", "ResponseTrailer", ConcurrentRead},
		{stream, "SendMsg", "CloseSend", CloseBesideWrite},
		{redis, "Send", "Receive", ""},
		{redis, "Send", "Flush", ConcurrentWrite},
		{redis, "Do", "Receive", ConcurrentUse},
		{redis, "Do", "Do", ConcurrentUse},
		{redis, "Do", "Err", ""},
		{pg, "Exec", "Query", ConcurrentUse},
		{pg, "Exec", "IsClosed", ""},
		{"github.com/quic-go/quic-go.Stream", "Write", "Write", ""},
		{"github.com/quic-go/quic-go.Stream", "Write", "Close", CloseBesideWrite},
		{h2, "WriteData", "WritePing", ConcurrentWrite},
		{h2, "WriteData", "ReadFrame", ""},
	} {
		typ := TypeCalled(tt.typ)
		for _, name := range []string{tt.a, tt.b} {
			if _, ok := typ.Methods[name]; !ok {
				t.Errorf("%s has no method %s", tt.typ, name)
			}
		}
		if got := typ.Use(tt.a).ExcludedBy(typ.Use(tt.b)); got != tt.want {
			t.Errorf("%s: %s beside %s: %q, want %q", tt.typ, tt.a, tt.b, got, tt.want)
		}
		if got := typ.Use(tt.b).ExcludedBy(typ.Use(tt.a)); got != tt.want {
			t.Errorf("%s: %s beside %s: %q, want %q", tt.typ, tt.b, tt.a, got, tt.want)
		}
	}
}

func TestPlain(t *testing.T) {
	for path, want := range map[string]string{
		"github.com/jackc/pgx/v5":                           "github.com/jackc/pgx",
		"github.com/jackc/pgx/v5/pgxpool":                   "github.com/jackc/pgx/pgxpool",
		"github.com/jackc/pgx/v5.Conn":                      "github.com/jackc/pgx.Conn",
		"github.com/gofiber/contrib/v3/websocket":           "github.com/gofiber/contrib/websocket",
		"example.com/a/vendor/github.com/gorilla/websocket": "github.com/gorilla/websocket",
		"github.com/gorilla/websocket":                      "github.com/gorilla/websocket",
		"example.com/v2ray/core":                            "example.com/v2ray/core",
		"example.com/vault":                                 "example.com/vault",
		"":                                                  "",
	} {
		if got := Plain(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestFuncUse(t *testing.T) {
	for name, want := range map[string]Side{
		"(*github.com/gorilla/websocket.Conn).WriteMessage":             SendSide,
		"(*example.com/vendor/github.com/gorilla/websocket.Conn).Close": 0,
		"github.com/fasthttp/websocket.ReadJSON":                        RecvSide,
		"(*connectrpc.com/connect.BidiStream[Req, Res]).Receive":        RecvSide,
		"(github.com/jackc/pgx/v5.Tx).Exec":                             WholeSide,
		"(*github.com/jackc/pgx/v4.Conn).Exec":                          WholeSide,
		"(*github.com/jackc/pgx/v5/pgxpool.Pool).Exec":                  0,
		"(*example.com/chat.Conn).WriteMessage":                         0,
		"fmt.Println":                                                   0,
		"(":                                                             0,
		"()":                                                            0,
		"":                                                              0,
	} {
		if got := FuncUse(name).Side; got != want {
			t.Errorf("%s: side %b, want %b", name, got, want)
		}
	}
}

func TestCovers(t *testing.T) {
	for _, tt := range []struct {
		directive, category string
		want                bool
	}{
		{SendSend, SendSend, true},
		{ConcurrentWrite, SendSend, true},
		{SendSend, ConcurrentWrite, true},
		{RecvRecv, ConcurrentRead, true},
		{CloseSend, CloseBesideWrite, true},
		{SendSend, RecvRecv, false},
		{ConcurrentUse, ConcurrentWrite, false},
		{"", ConcurrentUse, false},
		{"directive", "other", false},
	} {
		if got := Covers(tt.directive, tt.category); got != tt.want {
			t.Errorf("%q covers %q: %t", tt.directive, tt.category, got)
		}
	}
}

// Reports say what kind of object it is that calls use.
func TestObject(t *testing.T) {
	for _, a := range APIs() {
		if a.Object == "" {
			t.Errorf("%s: nothing says what people call its objects", a.Name)
		}
	}
	for name, want := range map[string]string{
		"(*github.com/gorilla/websocket.Conn).WriteMessage":  "connection",
		"(connectrpc.com/connect.StreamingHandlerConn).Send": "stream",
		"(*example.com/chat.Chat_ConnectClient).Send":        "stream",
	} {
		if got := FuncUse(name).Object(); got != want {
			t.Errorf("%s uses a %s, want %s", name, got, want)
		}
	}
}
