package contract

// redigo is the row of redigo's connections: they "support one concurrent caller to the
// Receive method and one concurrent caller to the Send and Flush methods. No other concurrency
// is supported including concurrent calls to the Do and Close methods."
func redigo() *API {
	a := &API{
		Name:      "redigo",
		Object:    "connection",
		Doc:       "https://pkg.go.dev/github.com/gomodule/redigo/redis#hdr-Concurrency",
		Funcs:     map[string]Use{},
		Conflicts: usual,
	}
	for _, path := range []string{"github.com/gomodule/redigo/redis", "github.com/garyburd/redigo/redis"} {
		a.Paths = append(a.Paths, path)
		a.Types = append(a.Types,
			&Type{Name: path + ".Conn", Methods: methods(
				uses(Use{Side: SendSide}, "Send Flush"),
				uses(Use{Side: RecvSide}, "Receive"),
				uses(Use{Side: WholeSide}, "Do Close"),
				uses(Use{}, "Err"),
			)},
			&Type{Name: path + ".PubSubConn", Inner: "Conn", Methods: methods(
				uses(Use{Side: SendSide}, "Subscribe PSubscribe Unsubscribe PUnsubscribe Ping"),
				uses(Use{Side: RecvSide}, "Receive ReceiveWithTimeout ReceiveContext"),
				uses(Use{Side: WholeSide}, "Close"),
			)},
		)
		a.Makers = append(a.Makers, "(*"+path+".Pool).Get", "(*"+path+".Pool).GetContext")
		for name, side := range map[string]Side{"DoContext": WholeSide, "DoWithTimeout": WholeSide, "ReceiveContext": RecvSide, "ReceiveWithTimeout": RecvSide} {
			a.Funcs[path+"."+name] = Use{Side: side}
		}
		for _, name := range []string{"NewLoggingConn", "NewLoggingConnFilter"} {
			a.Funcs[path+"."+name] = Use{Same: true}
		}
	}
	return a
}
