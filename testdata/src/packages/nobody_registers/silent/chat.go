// Nobody registers a stream with the logger of another package.
package silent

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/nobody_registers/silent/logs"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	<-stream.Context().Done()
	return nil
}

func work(jobs chan string) {
	go func() {
		for job := range jobs {
			logs.Info("first: " + job)
		}
	}()
	go func() {
		for job := range jobs {
			logs.Info("second: " + job)
		}
	}()
	go func() {
		for job := range jobs {
			logs.Info("third: " + job)
		}
	}()
	for job := range jobs {
		logs.Info("here: " + job)
	}
}
