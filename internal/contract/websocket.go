package contract

// websocket is the row of gorilla/websocket and the libraries that are made from it: at most
// one goroutine calls the write methods, and at most one the read methods. "The Close and
// WriteControl methods can be called concurrently with all other methods."
//
// The functions for pings, pongs and closes "are called from the NextReader, ReadMessage and
// message reader Read methods" (https://pkg.go.dev/github.com/gorilla/websocket#Conn.SetPingHandler).
func websocket() *API {
	gorilla, fasthttp := "github.com/gorilla/websocket", "github.com/fasthttp/websocket"
	const fiber, contrib = "github.com/gofiber/websocket", "github.com/gofiber/contrib/websocket"
	writer := &Type{Methods: uses(Use{Side: SendSide}, "Write WriteString ReadFrom Close"), Until: []string{"Close"}}
	reader := &Type{Methods: uses(Use{Side: RecvSide}, "Read")}
	// "The returned messageType is either TextMessage or BinaryMessage", never one of a control
	// frame (https://pkg.go.dev/github.com/gorilla/websocket#Conn.NextReader).
	messages := []int64{1, 2}
	conn := methods(
		uses(Use{Side: SendSide}, "WriteMessage WriteJSON"),
		uses(Use{Side: SendSide, Part: writer}, "NextWriter"),
		uses(Use{Side: SendSide, Sets: true}, "SetWriteDeadline EnableWriteCompression SetCompressionLevel"),
		uses(Use{Side: SendSide, Undocumented: true}, "WritePreparedMessage"),
		uses(Use{Side: RecvSide}, "ReadJSON"),
		uses(Use{Side: RecvSide, Kinds: messages}, "ReadMessage"),
		uses(Use{Side: RecvSide, Kinds: messages, Part: reader}, "NextReader"),
		uses(Use{Side: RecvSide, Sets: true}, "SetReadDeadline"),
		uses(Use{Side: RecvSide, Sets: true, Keeps: true}, "SetPingHandler SetPongHandler"),
		uses(Use{Side: RecvSide, Sets: true, Keeps: true, Undocumented: true}, "SetCloseHandler"),
		uses(Use{Side: RecvSide, Sets: true, Undocumented: true}, "SetReadLimit"),
		uses(Use{}, "Close WriteControl LocalAddr RemoteAddr Subprotocol NetConn UnderlyingConn PingHandler PongHandler CloseHandler"),
	)
	funcs := map[string]Use{}
	for _, path := range []string{gorilla, fasthttp} {
		funcs[path+".WriteJSON"] = Use{Side: SendSide, Undocumented: true}
		funcs[path+".ReadJSON"] = Use{Side: RecvSide, Undocumented: true}
		funcs[path+".JoinMessages"] = Use{Sets: true, Part: reader}
	}
	funcs[fiber+".JoinMessages"] = Use{Sets: true, Part: reader}
	funcs[contrib+".JoinMessages"] = Use{Sets: true, Part: reader}
	return &API{
		Name:      "WebSocket",
		Object:    "connection",
		Paths:     []string{gorilla, fasthttp, fiber, contrib},
		Doc:       "https://pkg.go.dev/github.com/gorilla/websocket#hdr-Concurrency",
		Types:     []*Type{{Name: gorilla + ".Conn", Methods: conn}, {Name: fasthttp + ".Conn", Methods: conn}},
		Funcs:     funcs,
		Handlers:  []string{"*" + fasthttp + ".Conn", "*" + fiber + ".Conn", "*" + contrib + ".Conn"},
		Conflicts: usual,
	}
}
