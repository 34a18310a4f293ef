// The type is a server, and its handlers run beside themselves.
package reported

import "streamvet.test/chatpb"

type Hub struct {
	chatpb.UnimplementedChatServer
	clients []chatpb.Chat_ConnectServer
}

func (h *Hub) Connect(stream chatpb.Chat_ConnectServer) error {
	h.clients = append(h.clients, stream)
	h.Broadcast(&chatpb.Msg{Text: "hello"})
	_, err := stream.Recv()
	return err
}

func (h *Hub) Broadcast(m *chatpb.Msg) {
	for _, c := range h.clients {
		c.Send(m) // want "sendsend"
	}
}
