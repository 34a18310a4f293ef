package contract

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/packages"
)

// Names of what grpc-go has, and what it is taken for.
func TestStreams(t *testing.T) {
	grpc := loaded(t)[GRPCPath]
	if grpc == nil {
		t.Fatal("grpc-go is not loaded")
	}
	for _, tt := range []struct {
		name           string
		stream, server bool
	}{
		{"ClientStream", true, false},
		{"ServerStream", true, true},
		{"Stream", true, false},
		{"BidiStreamingClient", true, false},
		{"BidiStreamingServer", true, true},
		{"ClientStreamingClient", true, false},
		{"ServerStreamingServer", true, true},
		{"GenericClientStream", true, false},
		{"GenericServerStream", true, true},
		{"ClientConn", false, false},
		{"ServiceRegistrar", false, false},
		{"ServerTransportStream", false, false},
		{"StreamDesc", false, false},
	} {
		obj := grpc.Scope().Lookup(tt.name)
		if obj == nil {
			t.Errorf("grpc.%s does not exist", tt.name)
			continue
		}
		for _, typ := range []types.Type{obj.Type(), types.NewPointer(obj.Type())} {
			if _, ok := typ.(*types.Pointer); ok && types.IsInterface(obj.Type()) {
				continue // has no methods
			}
			if got := IsObject(typ); got != tt.stream {
				t.Errorf("%v is a stream: %t", typ, got)
			}
			if got := IsObject(typ) && ObjectType(typ).Server; got != tt.server {
				t.Errorf("%v is a server's stream: %t", typ, got)
			}
		}
	}
	handler, ok := grpc.Scope().Lookup("StreamHandler").Type().Underlying().(*types.Signature)
	if !ok || !IsStreamHandler(handler) || HandlerStream(handler) != 1 {
		t.Errorf("%v is no stream handler", handler)
	}
	// Each method of a stream is known, or is one that may be called at any time.
	for _, name := range []string{"ClientStream", "ServerStream", "BidiStreamingClient", "BidiStreamingServer", "ClientStreamingClient", "ClientStreamingServer", "ServerStreamingClient", "ServerStreamingServer"} {
		for sel := range types.NewMethodSet(grpc.Scope().Lookup(name).Type()).Methods() {
			switch m := sel.Obj().Name(); m {
			case "Header", "Trailer", "Context", "SetHeader", "SendHeader", "SetTrailer":
				if sideOf(m) != 0 {
					t.Errorf("%s.%s uses a side", name, m)
				}
			default:
				if sideOf(m) == 0 {
					t.Errorf("%s.%s uses no side", name, m)
				}
			}
		}
	}
	if IsObject(nil) {
		t.Error("no type is a stream")
	}
}

// sideOf returns the side that a method of a gRPC stream uses.
func sideOf(method string) Side { return TypeCalled(GRPCPath + ".ClientStream").Use(method).Side }

// grpc-go's rules, for each two methods.
func TestConflict(t *testing.T) {
	send, recv, closes, closeRecv := sideOf("Send"), sideOf("Recv"), sideOf("CloseSend"), sideOf("CloseAndRecv")
	for _, tt := range []struct {
		a, b Side
		want string
	}{
		{send, send, SendSend},
		{send, sideOf("SendAndClose"), SendSend},
		{send, sideOf("SendMsg"), SendSend},
		{send, recv, ""},
		{send, closes, CloseSend},
		{send, closeRecv, CloseSend},
		{recv, recv, RecvRecv},
		{recv, sideOf("RecvMsg"), RecvRecv},
		{recv, closes, ""},
		{recv, closeRecv, RecvRecv},
		{closes, closes, ""},
		{closes, closeRecv, ""},
		{closeRecv, closeRecv, RecvRecv},
		{send, 0, ""},
		{0, 0, ""},
	} {
		if got := GRPC.conflict(tt.a, tt.b); got != tt.want {
			t.Errorf("%b and %b: %q, want %q", tt.a, tt.b, got, tt.want)
		}
		if got := GRPC.conflict(tt.b, tt.a); got != tt.want {
			t.Errorf("%b and %b: %q, want %q", tt.b, tt.a, got, tt.want)
		}
	}
}

func TestPackages(t *testing.T) {
	for _, tt := range []struct {
		path                string
		infrastructure, std bool
	}{
		{"fmt", false, true},
		{"net/http", false, true},
		{"google.golang.org/grpc", true, false},
		{"example.com/a/vendor/google.golang.org/grpc", true, false},
		{"google.golang.org/grpc/internal/transport", true, false},
		{"google.golang.org/grpc/health", false, false},
		{"google.golang.org/grpcx", false, false},
		{"google.golang.org/protobuf/proto", true, false},
		{"example.com/a", false, false},
		{"example/a", false, false},
		{"command-line-arguments", false, false},
		{"vendor/golang.org/x/net/http2", false, true},
		{"github.com/gorilla/websocket", true, false},
		{"example.com/a/vendor/github.com/jackc/pgx/v5/pgxpool", true, false},
		{"github.com/gorilla/mux", true, false},
		{"github.com/gorilla/sessions", false, false},
	} {
		if got := IsInfrastructure(tt.path); got != tt.infrastructure {
			t.Errorf("%s is infrastructure: %t", tt.path, got)
		}
		if got := IsStd(tt.path, false); got != tt.std {
			t.Errorf("%s is of the standard library: %t", tt.path, got)
		}
		if IsStd(tt.path, true) {
			t.Errorf("%s is of the standard library, although it is of the module", tt.path)
		}
	}
}

const services = `package p

import "context"

type Req struct{}
type EchoServer interface {
	Echo(context.Context, *Req) (*Req, error)
	mustEmbed()
}
type FileServer interface {
	Open(name string) error
}
type emptyServer interface{}
`

// compiled imports packages as the go command has compiled them.
type compiled struct{ t *testing.T }

func (im compiled) Import(path string) (*types.Package, error) {
	pkgs, err := packages.Load(&packages.Config{
		Context: im.t.Context(), Mode: packages.NeedName | packages.NeedImports | packages.NeedTypes | packages.NeedTypesSizes,
	}, path)
	if err != nil {
		return nil, err
	}
	return pkgs[0].Types, nil
}

func TestServices(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", services, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := (&types.Config{Importer: compiled{t}}).Check("example.com/p", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"EchoServer": true, "FileServer": false, "emptyServer": false, "Req": false} {
		if got := IsServiceInterface(pkg.Scope().Lookup(name).Type()); got != want {
			t.Errorf("%s is the interface of a service: %t", name, got)
		}
	}
	for name, want := range map[string]bool{"RegisterEchoServer": true, "RegisterEcho": false, "EchoServer": false, "RegisterServer": false} {
		if got := IsRegister(name); got != want {
			t.Errorf("%s registers a service: %t", name, got)
		}
	}
	if echo := method(pkg.Scope().Lookup("EchoServer").Type(), "Echo"); !IsUnaryHandler(echo) || HandlerStream(echo) != -1 {
		t.Error("Echo is no unary handler")
	}
}
