// The type is no server, and nobody in sight runs its methods beside each other.
package silent

import "streamvet.test/chatpb"

type Hub struct {
	clients []chatpb.Chat_ConnectServer
}

func (h *Hub) Join(name string, stream chatpb.Chat_ConnectServer) {
	h.clients = append(h.clients, stream)
	h.Broadcast(&chatpb.Msg{Text: "hello", From: name})
}

func (h *Hub) Broadcast(m *chatpb.Msg) {
	for _, c := range h.clients {
		c.Send(m)
	}
}
