package p

import (
	"time"

	"google.golang.org/grpc"
)

// Timeout goes on without the goroutine, which closes the channel when it returns.
func Timeout(stream grpc.ClientStream) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.SendMsg("slow")
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
	}
	stream.SendMsg("fast")
}

// Joined waits for it after its own send.
func Joined(stream grpc.ClientStream) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.SendMsg("one")
	}()
	stream.SendMsg("other")
	<-done
}

// Two may get in.
func Two(stream grpc.ClientStream) {
	slots := make(chan bool, 2)
	go func() {
		slots <- true
		stream.SendMsg("one")
		<-slots
	}()
	slots <- true
	stream.SendMsg("other")
	<-slots
}

// First goes on when one of them is done.
func First(stream grpc.ClientStream, other func()) {
	done := make(chan bool, 2)
	go func() {
		stream.SendMsg("slow")
		done <- true
	}()
	go func() {
		other()
		done <- true
	}()
	<-done
	stream.SendMsg("fast")
}
