// Whoever uses this package has set a variable of another one before; the greeting is sent without its lock.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/set_elsewhere/reported/config"
)

func Chat(stream chatpb.Chat_ConnectClient, lines <-chan string) {
	greeting := config.Current.Greeting
	go stream.Send(&chatpb.Msg{Text: greeting}) // want "sendsend"
	for line := range lines {
		config.Current.Do(func() { stream.Send(&chatpb.Msg{Text: line}) })
	}
}
