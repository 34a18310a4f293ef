// A callback starts senders in a group that is limited to two at a time.
package reported

import (
	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func each(texts []string, do func(string)) {
	for _, text := range texts {
		do(text)
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	texts []string
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	var g errgroup.Group
	g.SetLimit(2)
	each(s.texts, func(text string) {
		g.Go(func() error { return stream.Send(&chatpb.Msg{Text: text}) }) // want "sendsend"
	})
	return g.Wait()
}
