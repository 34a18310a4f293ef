// A package variable has its map from its initializer, beside a function init of the package.
package reported

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
	rooms.streams[m.Text] = stream
	all := make([]chatpb.Chat_ConnectServer, 0, len(rooms.streams))
	for _, s := range rooms.streams {
		all = append(all, s)
	}
	rooms.Unlock()
	for _, s := range all {
		s.Send(m) // want "sendsend"
	}
	return nil
}
