// A handler registers its stream with the logger of another package, which sends without a lock.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/nobody_registers/reported/logs"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	stop := logs.Forward(stream)
	defer stop()
	<-stream.Context().Done()
	return nil
}

func work(jobs chan string) {
	go func() {
		for job := range jobs {
			logs.Info("first: " + job) // want "sendsend"
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
