// The body of a loop over received messages receives the parts of a file on a goroutine.
package reported

import (
	"iter"

	"streamvet.test/chatpb"
)

func messages(stream chatpb.Chat_UploadServer) iter.Seq[*chatpb.Msg] {
	return func(yield func(*chatpb.Msg) bool) {
		for {
			m, err := stream.Recv() // want "recvrecv"
			if err != nil || !yield(m) {
				return
			}
		}
	}
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Upload(stream chatpb.Chat_UploadServer) error {
	for m := range messages(stream) {
		if m.Room == "file" {
			go parts(stream)
		}
	}
	return nil
}

func parts(stream chatpb.Chat_UploadServer) {
	for m := range messages(stream) {
		if m.Text == "" {
			return
		}
	}
}
