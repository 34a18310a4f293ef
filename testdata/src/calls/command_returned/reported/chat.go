// A command is a function in an object that is returned: nothing here calls it.
package reported

import (
	"context"
	"log"

	"streamvet.test/calls/command_returned/reported/cli"
	"streamvet.test/chatpb"
)

func NewJoin(client chatpb.ChatClient) *cli.Command {
	return &cli.Command{
		Name: "join",
		Run: func(args []string) {
			if err := talk(context.Background(), client, args[0]); err != nil {
				log.Print(err)
			}
		},
	}
}

func talk(ctx context.Context, client chatpb.ChatClient, room string) error {
	stream, err := client.Connect(ctx)
	if err != nil {
		return err
	}
	defer stream.CloseSend()
	go read(stream, room)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		log.Print(m.Text)
	}
}

func read(stream chatpb.Chat_ConnectClient, room string) {
	for stream.Send(&chatpb.Msg{Text: room}) == nil { // want "closesend"
	}
}
