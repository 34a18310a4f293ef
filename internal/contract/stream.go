package contract

import (
	"go/types"
	"strings"
)

// Side is a set of the ways in which one call uses a stream.
type Side uint8

const (
	// SendSide is used by Send, SendMsg and SendAndClose. grpc-go: "it is not
	// safe to call SendMsg on the same stream in different goroutines"
	// (https://pkg.go.dev/google.golang.org/grpc#ClientStream).
	SendSide Side = 1 << iota
	// RecvSide is used by Recv, RecvMsg and CloseAndRecv. grpc-go: "it is not
	// safe to call RecvMsg on the same stream in different goroutines".
	RecvSide
	// CloseSide is used by CloseSend and CloseAndRecv. grpc-go: "It is also not
	// safe to call CloseSend concurrently with SendMsg."
	CloseSide
)

// Categories of diagnostics; see docs/checks.
const (
	SendSend  = "sendsend"
	RecvRecv  = "recvrecv"
	CloseSend = "closesend"
)

// Categories lists every category, in the order in which a pair is classified.
var Categories = []string{SendSend, RecvRecv, CloseSend}

// Conflict returns the category under which two uses of one stream exclude each
// other, or "" if grpc-go allows them at the same time.
func Conflict(a, b Side) string {
	switch {
	case a&b&SendSide != 0:
		return SendSend
	case a&b&RecvSide != 0:
		return RecvRecv
	case a&CloseSide != 0 && b&SendSide != 0, b&CloseSide != 0 && a&SendSide != 0:
		return CloseSend
	}
	return ""
}

// methods maps the methods of streams to the sides they use. Send, Recv,
// CloseAndRecv and SendAndClose are those of generated code and of the generic
// types of grpc-go (stream_interfaces.go), the rest are grpc.ClientStream's and
// grpc.ServerStream's own.
var methods = map[string]Side{
	"Send":         SendSide,
	"SendMsg":      SendSide,
	"SendAndClose": SendSide,
	"Recv":         RecvSide,
	"RecvMsg":      RecvSide,
	"CloseSend":    CloseSide,
	"CloseAndRecv": CloseSide | RecvSide,
}

// MethodSide returns the side that the method called name uses on a stream, or
// zero if it uses none.
func MethodSide(name string) Side { return methods[name] }

// IsStream reports whether t, or the pointer to it, implements
// grpc.ClientStream, grpc.ServerStream or the deprecated grpc.Stream. It looks
// at method names and at the metadata package in their signatures, so that it
// needs no access to the grpc package itself.
func IsStream(t types.Type) bool {
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

// GRPCPath is the import path of grpc-go.
const GRPCPath = "google.golang.org/grpc"

// IsGRPC reports whether path is the import path of grpc-go.
func IsGRPC(path string) bool { return vendorless(path) == GRPCPath }

// IsServerStream reports whether t is the server's end of a stream.
func IsServerStream(t types.Type) bool {
	return IsStream(t) && method(t, "SetTrailer") != nil && method(t, "CloseSend") == nil
}

// HandlerStream returns the index, among the parameters of a function with the
// given signature, of the stream that each call of it owns, or -1 if the
// signature isn't that of a streaming handler. Handlers of generated services
// are func(*Req, Stream) error or func(Stream) error; a grpc.StreamHandler is
// func(srv any, stream grpc.ServerStream) error.
func HandlerStream(sig *types.Signature) int {
	n := sig.Params().Len()
	if n < 1 || n > 2 || sig.Results().Len() != 1 || !isError(sig.Results().At(0).Type()) {
		return -1
	}
	if IsServerStream(sig.Params().At(n-1).Type()) && types.IsInterface(sig.Params().At(n-1).Type()) {
		return n - 1
	}
	return -1
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

// IsServiceInterface reports whether t is the interface of a service as the
// code generator writes it: at least one streaming or unary handler, nothing
// exported that is neither.
func IsServiceInterface(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 {
		return false
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || !strings.HasSuffix(n.Obj().Name(), "Server") {
		return false
	}
	handlers := 0
	for m := range iface.Methods() {
		if !m.Exported() {
			continue
		}
		if HandlerStream(m.Signature()) < 0 && !IsUnaryHandler(m.Signature()) {
			return false
		}
		handlers++
	}
	return handlers > 0
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
