// Package served has functions that register handlers. Those called RaceX have a race.
package served

import (
	"net"

	"google.golang.org/grpc"
)

// use writes a variable, and look reads it.
func use(*int)
func look(*int) int

// check panics if what was to be true is not.
func check(ok bool) {
	if !ok {
		panic("check")
	}
}

// maybe takes what is true at times.
func maybe(bool) {}

var listener net.Listener

// serve serves until somebody stops the server.
func serve(s *grpc.Server) { s.Serve(listener) }
