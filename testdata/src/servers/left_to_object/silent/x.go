// A service leaves its streams to an object, by which code outside of the package sends, too.
package silent

import (
	"errors"
	"sync"

	"streamvet.test/chatpb"
)

// A Hub has the streams of all rooms.
type Hub struct {
	mu      sync.Mutex
	streams map[string]chatpb.Chat_ConnectServer
}

func NewHub() *Hub { return &Hub{streams: map[string]chatpb.Chat_ConnectServer{}} }

func (h *Hub) serve(stream chatpb.Chat_ConnectServer) error {
	for {
		msg, err := stream.Recv()
		if err != nil {
			return err
		}
		h.mu.Lock()
		h.streams[msg.Room] = stream
		h.mu.Unlock()
		h.mu.Lock()
		err = stream.Send(msg)
		h.mu.Unlock()
		if err != nil {
			return err
		}
	}
}

// Announce sends to whoever is in a room.
func (h *Hub) Announce(room string, msg *chatpb.Msg) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	stream, ok := h.streams[room]
	if !ok {
		return errors.New("nobody is in the room")
	}
	return stream.Send(msg)
}

type server struct {
	chatpb.UnimplementedChatServer
	hub *Hub
}

// NewServer returns a service whose streams are in hub.
func NewServer(hub *Hub) chatpb.ChatServer { return &server{hub: hub} }

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error { return s.hub.serve(stream) }
