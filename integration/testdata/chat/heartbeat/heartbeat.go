// Package heartbeat keeps a stream alive.
package heartbeat

import "example.com/chat"

// Start sends one heartbeat, some time. It does not wait for it.
func Start(stream chat.Stream) {
	go func() { // spawn: heartbeat
		_ = stream.Send(chat.Text("still here"))
	}()
}
