// A process has two writers that send on one stream: each is written to by a goroutine of its own.
package reported

import (
	"context"
	"os/exec"

	"streamvet.test/chatpb"
)

type output struct {
	stream chatpb.Chat_ConnectServer
}

func (o *output) Write(p []byte) (int, error) {
	return len(p), o.stream.Send(&chatpb.Msg{Text: string(p)}) // want "sendsend"
}

func run(ctx context.Context, stream chatpb.Chat_ConnectServer, name string) error {
	out := &output{stream}
	cmd := exec.CommandContext(ctx, name)
	cmd.Stdout = out
	cmd.Stderr = &output{stream}
	if err := cmd.Run(); err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "done"})
}
