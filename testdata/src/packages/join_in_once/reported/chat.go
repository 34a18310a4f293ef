// The connection is told to end, and the stream closed while it may still send.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/join_in_once/reported/gbn"
)

type Box struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
	conn   *gbn.Conn
	once   sync.Once
}

func NewBox(stream chatpb.Chat_ConnectClient) *Box {
	b := &Box{stream: stream}
	b.conn = gbn.New(b.send)
	return b
}

func (b *Box) send(data []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.stream.Send(&chatpb.Msg{Text: string(data)}) // want "closesend"
}

func (b *Box) Close() error {
	var err error
	b.once.Do(func() {
		b.conn.Close()
		err = b.stream.CloseSend()
	})
	return err
}
