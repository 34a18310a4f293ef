package contract

import (
	"go/types"
	"strings"
)

// GRPCPath is the import path of grpc-go.
const GRPCPath = "google.golang.org/grpc"

// grpc is the row of gRPC's streams, which [isStream] recognizes: generated code declares
// types of its own. grpc-go: "it is not safe to call SendMsg on the same stream in different
// goroutines"; the same of RecvMsg; "It is also not safe to call CloseSend concurrently with
// SendMsg".
func grpc() *API {
	return &API{
		Name:   "gRPC",
		Object: "stream",
		Paths:  []string{GRPCPath},
		Doc:    "https://pkg.go.dev/google.golang.org/grpc#ClientStream",
		Types: []*Type{
			{Name: GRPCPath + ".ClientStream", Methods: streamMethods},
			{Name: GRPCPath + ".ServerStream", Methods: streamMethods, Server: true},
		},
		Services: "Server",
		Conflicts: []Conflict{
			{SendSide, SendSide, SendSend},
			{RecvSide, RecvSide, RecvRecv},
			{CloseSide, SendSide, CloseSend},
		},
	}
}

// streamMethods are the methods of streams. Send, Recv, CloseAndRecv and SendAndClose are
// those of generated code and of the generic types of grpc-go (stream_interfaces.go), the rest
// are grpc.ClientStream's and grpc.ServerStream's own.
var streamMethods = methods(
	uses(Use{Side: SendSide}, "Send SendMsg SendAndClose"),
	uses(Use{Side: RecvSide}, "Recv RecvMsg"),
	uses(Use{Side: CloseSide}, "CloseSend"),
	uses(Use{Side: CloseSide | RecvSide}, "CloseAndRecv"),
)

// Forwards reports whether a method called name in a file of that name is generated code that
// does nothing but call a method of grpc-go's stream.
func Forwards(file, name string) bool {
	return strings.HasSuffix(file, ".pb.go") && streamMethods[name].Side != 0
}

// IsGenericStream reports whether name is that of a struct that generated code makes around a
// stream, and that grpc-go exports: "It is used in generated code"
// (https://pkg.go.dev/google.golang.org/grpc#GenericServerStream).
func IsGenericStream(name string) bool {
	return name == GRPCPath+".GenericServerStream" || name == GRPCPath+".GenericClientStream"
}

// isStream reports whether t, or the pointer to it, implements
// grpc.ClientStream, grpc.ServerStream or the deprecated grpc.Stream. It looks
// at method names and at the metadata package in their signatures, so that it
// needs no access to the grpc package itself.
func isStream(t types.Type) bool {
	if t == nil {
		return false
	}
	if tp, ok := types.Unalias(t).(*types.TypeParam); ok {
		t = tp.Constraint()
	}
	if isStreamSet(t) {
		return true
	}
	if _, ok := t.Underlying().(*types.Pointer); !ok && !types.IsInterface(t) {
		return isStreamSet(types.NewPointer(t))
	}
	return false
}

func isStreamSet(t types.Type) bool {
	if !hasMsgMethod(t, "SendMsg") || !hasMsgMethod(t, "RecvMsg") {
		return false
	}
	for _, name := range [...]string{"Trailer", "SetTrailer"} {
		if sig := method(t, name); sig != nil && mentionsMetadata(sig) {
			return true
		}
	}
	return isNamed(t, "google.golang.org/grpc", "Stream")
}

// hasMsgMethod reports whether t has a method name(any) error.
func hasMsgMethod(t types.Type, name string) bool {
	sig := method(t, name)
	return sig != nil && sig.Params().Len() == 1 && sig.Results().Len() == 1 && types.IsInterface(sig.Params().At(0).Type())
}

func method(t types.Type, name string) *types.Signature {
	obj, _, _ := types.LookupFieldOrMethod(t, false, nil, name)
	if f, ok := obj.(*types.Func); ok {
		return f.Signature()
	}
	return nil
}

func mentionsMetadata(sig *types.Signature) bool {
	for _, tuple := range [...]*types.Tuple{sig.Params(), sig.Results()} {
		for v := range tuple.Variables() {
			if isNamed(v.Type(), "google.golang.org/grpc/metadata", "MD") {
				return true
			}
		}
	}
	return false
}

func isNamed(t types.Type, pkg, name string) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && vendorless(n.Obj().Pkg().Path()) == pkg
}

// vendorless strips the prefix that a vendor directory adds to an import path.
func vendorless(path string) string {
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		return path[i+len("/vendor/"):]
	}
	return path
}

// isServerStream reports whether t is the server's end of a stream.
func isServerStream(t types.Type) bool {
	return isStream(t) && method(t, "SetTrailer") != nil && method(t, "CloseSend") == nil
}

// HandlerStream returns the index, among the parameters of a function with the
// given signature, of the stream that each call of it owns, or -1 if the
// signature isn't that of a streaming handler. Handlers of gRPC's generated services
// are func(*Req, Stream) error or func(Stream) error; a grpc.StreamHandler is
// func(srv any, stream grpc.ServerStream) error. Others may get a context and return a
// response (https://pkg.go.dev/connectrpc.com/connect#NewClientStreamHandler).
func HandlerStream(sig *types.Signature) int {
	n, results := sig.Params().Len(), sig.Results().Len()
	if n < 1 || n > 3 || results < 1 || results > 2 || !isError(sig.Results().At(results-1).Type()) {
		return -1
	}
	last := sig.Params().At(n - 1).Type()
	t := ObjectType(last)
	switch {
	case t == nil || !t.Server:
		return -1
	case t.api == GRPC && (n > 2 || results > 1 || !types.IsInterface(last)):
		return -1
	case t.api != GRPC && n > 1 && !isNamed(sig.Params().At(0).Type(), "context", "Context"):
		return -1
	}
	return n - 1
}

// IsUnaryHandler reports whether sig is that of a generated unary handler:
// func(context.Context, *Req) (*Resp, error).
func IsUnaryHandler(sig *types.Signature) bool {
	return sig.Params().Len() == 2 && sig.Results().Len() == 2 &&
		isNamed(sig.Params().At(0).Type(), "context", "Context") && isError(sig.Results().At(1).Type())
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// IsServiceName reports whether an interface of that name may be that of a service as a
// code generator writes it.
func IsServiceName(name string) bool {
	for _, a := range APIs() {
		if a.Services != "" && strings.HasSuffix(name, a.Services) {
			return true
		}
	}
	return false
}

// MakesService reports whether a function of that name, without its package, may be one by which
// generated code makes something that is served out of the implementation of a service.
func MakesService(name string) bool {
	for _, a := range APIs() {
		if a.Around != nil && strings.HasPrefix(name, "New") && strings.HasSuffix(name, a.Services) {
			return true
		}
	}
	return false
}

// Intercepts reports whether the function with the given full name makes interceptors known to
// what serves handlers: those around unary handlers, those around streaming ones, or both. gRPC's
// server options are UnaryInterceptor, StreamInterceptor, and the same with Chain
// (https://pkg.go.dev/google.golang.org/grpc#ServerOption).
func Intercepts(name string) (unary, streams bool) {
	if option, ok := strings.CutPrefix(name, GRPCPath+"."); ok {
		switch strings.TrimPrefix(option, "Chain") {
		case "UnaryInterceptor":
			return true, false
		case "StreamInterceptor":
			return false, true
		}
	}
	a, function := AroundOf(name)
	around := a != nil && function == a.Option
	return around, around
}

// IsServiceInterface reports whether t is the interface of a service as the
// code generator writes it: at least one streaming or unary handler, nothing
// exported that is neither. Names that are not gRPC's say little, so a method has to mention
// a type of the API, too.
func IsServiceInterface(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 {
		return false
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || !IsServiceName(n.Obj().Name()) {
		return false
	}
	handlers, mentions := 0, strings.HasSuffix(n.Obj().Name(), GRPC.Services)
	for m := range iface.Methods() {
		if !m.Exported() {
			continue
		}
		if HandlerStream(m.Signature()) < 0 && !IsUnaryHandler(m.Signature()) {
			return false
		}
		handlers++
		mentions = mentions || mentionsAPI(m.Signature())
	}
	return handlers > 0 && mentions
}

// mentionsAPI reports whether the last parameter of a method is a type of an API.
func mentionsAPI(sig *types.Signature) bool {
	t := types.Unalias(sig.Params().At(sig.Params().Len() - 1).Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, ok := t.(*types.Named)
	return ok && n.Obj().Pkg() != nil && ByPath(n.Obj().Pkg().Path()) != nil
}

// Handler is the method name under which a call of an unknown grpc.StreamHandler
// counts as an access of the stream that it is given.
const Handler = "handler"

// IsStreamHandler reports whether sig is that of a grpc.StreamHandler:
// func(srv any, stream grpc.ServerStream) error.
func IsStreamHandler(sig *types.Signature) bool {
	return HandlerStream(sig) == 1 && isNamed(sig.Params().At(1).Type(), GRPCPath, "ServerStream") && isEmptyInterface(sig.Params().At(0).Type())
}

// IsStreamInterceptor reports whether sig is that of a grpc.StreamServerInterceptor.
// https://pkg.go.dev/google.golang.org/grpc#StreamServerInterceptor
func IsStreamInterceptor(sig *types.Signature) bool {
	if sig.Recv() != nil || sig.Params().Len() != 4 || sig.Results().Len() != 1 || !isError(sig.Results().At(0).Type()) {
		return false
	}
	handler, ok := sig.Params().At(3).Type().Underlying().(*types.Signature)
	return ok && IsStreamHandler(handler) && isNamed(sig.Params().At(1).Type(), GRPCPath, "ServerStream")
}

func isEmptyInterface(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}

// IsRegister reports whether a function with the given name, without its package, is one by
// which generated code registers the implementation of a service.
func IsRegister(name string) bool {
	return strings.HasPrefix(name, "Register") && strings.HasSuffix(name, "Server") && name != "RegisterServer"
}
