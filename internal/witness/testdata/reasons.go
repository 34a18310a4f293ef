package p

import (
	"sync"

	"google.golang.org/grpc"
)

// Each of these has something by the sends that seems to order them.

type server struct {
	mu      sync.Mutex
	streams []grpc.ServerStream
}

// Watch unlocks before it sends.
func (s *server) Watch(stream grpc.ServerStream) error {
	s.mu.Lock()
	s.streams = append(s.streams, stream)
	all := s.streams
	s.mu.Unlock()
	for _, other := range all {
		other.SendMsg("hello")
	}
	return nil
}

// Done comes before the message.
func Early(stream grpc.ClientStream) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		wg.Done()
		stream.SendMsg("early")
	}()
	wg.Wait()
	stream.SendMsg("after it")
}

// Nobody waits if the caller is in a hurry.
func Hurry(stream grpc.ClientStream, hurry bool) {
	done := make(chan bool)
	go func() {
		stream.SendMsg("slow")
		close(done)
	}()
	if !hurry {
		<-done
	}
	stream.SendMsg("fast")
}

// What is waited for comes too late.
func Late(stream grpc.ClientStream) {
	done := make(chan bool)
	go func() {
		stream.SendMsg("slow")
		done <- true
	}()
	stream.SendMsg("fast")
	<-done
}

// The last message comes when the other side has ended.
func Ended(stream grpc.ClientStream) {
	go stream.SendMsg("at once")
	var m string
	if stream.RecvMsg(&m) != nil {
		stream.SendMsg("at the end")
	}
}

// Signaled has room for the signal, and goes on.
func Signaled(stream grpc.ClientStream) {
	quit := make(chan bool, 1)
	go func() {
		for {
			select {
			case <-quit:
				return
			default:
				stream.SendMsg("beat")
			}
		}
	}()
	quit <- true
	stream.CloseSend()
}
