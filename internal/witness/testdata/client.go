package p

import (
	"sync"

	"google.golang.org/grpc"
)

// Copy sends under a mutex, and closes without it.
func Copy(stream grpc.ClientStream, messages []string) {
	var mu sync.Mutex
	go func() {
		mu.Lock()
		defer mu.Unlock()
		stream.SendMsg("message")
	}()
	stream.CloseSend()
}
