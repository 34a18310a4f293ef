// Whoever uses this package has set a variable of another one before; the greeting is sent with its lock.
package silent

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/set_elsewhere/silent/config"
)

func Chat(stream chatpb.Chat_ConnectClient, lines <-chan string) {
	greeting := config.Current.Greeting
	go config.Current.Do(func() { stream.Send(&chatpb.Msg{Text: greeting}) })
	for line := range lines {
		config.Current.Do(func() { stream.Send(&chatpb.Msg{Text: line}) })
	}
}
