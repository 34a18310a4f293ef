// Both outputs of a process have the same writer, which is written to by one goroutine.
package silent

import (
	"context"
	"os/exec"

	"streamvet.test/chatpb"
)

type output struct {
	stream chatpb.Chat_ConnectServer
}

func (o *output) Write(p []byte) (int, error) {
	return len(p), o.stream.Send(&chatpb.Msg{Text: string(p)})
}

func run(ctx context.Context, stream chatpb.Chat_ConnectServer, name string) error {
	out := &output{stream}
	cmd := exec.CommandContext(ctx, name)
	cmd.Stdout = out
	cmd.Stderr = out
	if err := cmd.Run(); err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "done"})
}
