package contract

// quic is the row of quic-go's streams: Close "must not be called concurrently with Write".
// Two calls of Write are in order.
func quic() *API {
	const path = "github.com/quic-go/quic-go"
	stream := methods(
		uses(Use{Side: SendSide}, "Write"),
		uses(Use{Side: CloseSide, Sets: true}, "Close"),
		uses(Use{}, "StreamID Read Peek SetReliableBoundary CancelWrite CancelRead Context SetReadDeadline SetWriteDeadline SetDeadline"),
	)
	return &API{
		Name:      "quic-go",
		Object:    "stream",
		Paths:     []string{path},
		Doc:       "https://pkg.go.dev/github.com/quic-go/quic-go#SendStream.Close",
		Types:     []*Type{{Name: path + ".SendStream", Methods: stream}, {Name: path + ".Stream", Methods: stream}},
		Conflicts: []Conflict{{CloseSide, SendSide, CloseBesideWrite}},
	}
}
