// The connection is told to end, and the stream closed while it may still send.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/known/join_in_once/reported/gbn"
)

type box struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
	conn   *gbn.Conn
	once   sync.Once
}

func newBox(stream chatpb.Chat_ConnectClient) *box {
	b := &box{stream: stream}
	b.conn = gbn.New(b.send)
	return b
}

func (b *box) send(data []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.stream.Send(&chatpb.Msg{Text: string(data)}) // want "closesend"
}

func (b *box) Close() error {
	var err error
	b.once.Do(func() {
		b.conn.Close()
		err = b.stream.CloseSend()
	})
	return err
}
