// A package variable has its map from its initializer, beside a function init of the package; the lock is held while sending.
package silent

import (
	"log"
	"sync"

	"streamvet.test/chatpb"
)

var rooms = struct {
	sync.Mutex
	streams map[string]chatpb.Chat_ConnectServer
}{streams: map[string]chatpb.Chat_ConnectServer{}}

func init() { log.SetPrefix("chat: ") }

type server struct {
	chatpb.UnimplementedChatServer
}

func (server) Connect(stream chatpb.Chat_ConnectServer) error {
	m, err := stream.Recv()
	if err != nil {
		return err
	}
	rooms.Lock()
	defer rooms.Unlock()
	rooms.streams[m.Text] = stream
	for _, s := range rooms.streams {
		s.Send(m)
	}
	return nil
}
