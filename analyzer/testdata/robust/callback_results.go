package robust

import (
	"archive/zip"
	"io"

	"streamvet.test/chatpb"
)

// Functions of the standard library that take functions have other results than
// those: none at all, or more.

type counted struct {
	io.Writer
	s chatpb.Chat_ConnectClient
}

func (c *counted) Close() error { return c.s.CloseSend() }

func registerCompressor(s chatpb.Chat_ConnectClient) {
	zip.RegisterCompressor(8, func(w io.Writer) (io.WriteCloser, error) {
		return &counted{w, s}, nil
	})
}
