package contract

import "strings"

// connect is the row of connect-go. "Send, ResponseHeader, and ResponseTrailer form the write
// side of the stream. They are not safe to call concurrently with each other"; the same of the
// read side; and of the client's end, where CloseRequest belongs to the write side and
// CloseResponse to the read side. Msg and Err use what Receive has stored.
func connect() *API {
	paths := []string{"connectrpc.com/connect", "github.com/bufbuild/connect-go"}
	handler := methods(
		uses(Use{Side: SendSide}, "Send"),
		uses(Use{Side: SendSide, Sets: true}, "ResponseHeader ResponseTrailer"),
		uses(Use{Side: RecvSide}, "Receive"),
		uses(Use{Side: RecvSide, Sets: true}, "RequestHeader"),
		uses(Use{Side: RecvSide, Sets: true, Undocumented: true}, "Msg Err"),
		uses(Use{Same: true}, "Conn"),
		uses(Use{}, "Spec Peer"),
	)
	client := methods(
		uses(Use{Side: SendSide}, "Send"),
		uses(Use{Side: SendSide, Sets: true}, "RequestHeader"),
		uses(Use{Side: CloseSide, Sets: true}, "CloseRequest"),
		uses(Use{Side: RecvSide}, "Receive"),
		uses(Use{Side: RecvSide, Sets: true}, "ResponseHeader ResponseTrailer"),
		// Many unblock Receive by it.
		uses(Use{Side: RecvSide, Sets: true, Undocumented: true}, "CloseResponse Close"),
		uses(Use{Side: RecvSide, Sets: true, Undocumented: true}, "Msg Err"),
		uses(Use{Side: CloseSide | RecvSide}, "CloseAndReceive"),
		uses(Use{Same: true}, "Conn"),
		uses(Use{}, "Spec Peer"),
	)
	a := &API{
		Name:     "Connect",
		Object:   "stream",
		Paths:    paths,
		Doc:      "https://pkg.go.dev/connectrpc.com/connect#StreamingClientConn",
		Services: "Handler",
		Around: &Around{
			Option:  "WithInterceptors",
			Options: strings.Fields("WithOptions WithHandlerOptions WithClientOptions"),
			Makers:  strings.Fields("NewClientStreamHandler NewClientStreamHandlerSimple NewServerStreamHandler NewServerStreamHandlerSimple NewBidiStreamHandler"),
			Method:  "WrapStreamingHandler",

			Client:       "NewClient",
			ClientMethod: "WrapStreamingClient",
			ClientConn:   "StreamingClientConn",
			Calls:        strings.Fields("CallClientStream CallClientStreamSimple CallServerStream CallBidiStream CallBidiStreamSimple"),
		},
		Conflicts: usual,
	}
	for _, path := range paths {
		for _, name := range []string{"StreamingHandlerConn", "BidiStream", "ClientStream", "ServerStream"} {
			a.Types = append(a.Types, &Type{Name: path + "." + name, Methods: handler, Server: true})
		}
		for _, name := range []string{"StreamingClientConn", "BidiStreamForClient", "BidiStreamForClientSimple", "ClientStreamForClient", "ClientStreamForClientSimple", "ServerStreamForClient"} {
			a.Types = append(a.Types, &Type{Name: path + "." + name, Methods: client})
		}
	}
	return a
}
