package contract

// http2 is the row of the frames of x/net/http2: "It is the caller's responsibility ... to not
// call other Write methods concurrently". Of the read methods only the source says that they
// use one buffer.
func http2() *API {
	const path = "golang.org/x/net/http2"
	return &API{
		Name:   "http2.Framer",
		Object: "framer",
		Paths:  []string{path},
		Doc:    "https://pkg.go.dev/golang.org/x/net/http2#Framer.WriteData",
		Types: []*Type{{Name: path + ".Framer", Methods: methods(
			uses(Use{Side: SendSide}, "WriteContinuation WriteData WriteDataPadded WriteGoAway WriteHeaders WritePing WritePriority WritePriorityUpdate WritePushPromise WriteRSTStream WriteRawFrame WriteSettings WriteSettingsAck WriteWindowUpdate"),
			uses(Use{Side: RecvSide, Undocumented: true}, "ReadFrame ReadFrameForHeader ReadFrameHeader"),
			uses(Use{}, "ErrorDetail SetMaxReadFrameSize SetReuseFrames"),
		)}},
		Conflicts: usual,
	}
}
