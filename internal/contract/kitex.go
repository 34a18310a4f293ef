package contract

// kitex is the row of kitex's streams: SendMsg and RecvMsg are "not concurrent-safety", and "It
// is also not safe to call CloseSend concurrently with SendMsg". Send and Recv are those of
// generated code, which embeds these interfaces.
func kitex() *API {
	const path = "github.com/cloudwego/kitex/pkg/streaming"
	stream := methods(
		uses(Use{Side: SendSide}, "Send SendMsg SendAndClose"),
		uses(Use{Side: RecvSide}, "Recv RecvMsg"),
		uses(Use{Side: CloseSide}, "CloseSend Close"),
		uses(Use{Side: CloseSide | RecvSide}, "CloseAndRecv"),
		uses(Use{}, "Context Header Trailer SetHeader SendHeader SetTrailer"),
	)
	return &API{
		Name:   "Kitex",
		Object: "stream",
		Paths:  []string{path},
		Doc:    "https://pkg.go.dev/github.com/cloudwego/kitex/pkg/streaming#Stream",
		Types: []*Type{
			{Name: path + ".Stream", Methods: stream, Server: true},
			{Name: path + ".ServerStream", Methods: stream, Server: true},
			{Name: path + ".ClientStream", Methods: stream},
		},
		Conflicts: usual,
	}
}
