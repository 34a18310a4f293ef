// A command is a function in a variable of the package: nothing here calls it. What sends is waited for.
package silent

import (
	"context"
	"log"

	"streamvet.test/calls/command_variable/silent/cli"
	"streamvet.test/chatpb"
)

// Client is what commands use.
var Client chatpb.ChatClient

var join = &cli.Command{
	Name: "join",
	Run: func(args []string) {
		if err := talk(context.Background(), args[0]); err != nil {
			log.Print(err)
		}
	},
}

func init() { cli.Add(join) }

func talk(ctx context.Context, room string) error {
	stream, err := Client.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan bool)
	defer func() {
		<-done
		stream.CloseSend()
	}()
	go func() {
		defer close(done)
		read(stream, room)
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		log.Print(m.Text)
	}
}

func read(stream chatpb.Chat_ConnectClient, room string) {
	for stream.Send(&chatpb.Msg{Text: room}) == nil {
	}
}
