// A signal that the process asks for makes a goroutine send.
package reported

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"streamvet.test/chatpb"
)

// Exec sends what is typed, and that the window has changed.
func Exec(ctx context.Context, client chatpb.ChatClient) error {
	stream, err := client.Connect(ctx)
	if err != nil {
		return err
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGUSR1, syscall.SIGWINCH)
	go func() {
		for s := range signals {
			switch s {
			case syscall.SIGWINCH:
				_ = stream.Send(&chatpb.Msg{Text: "resize"}) // want "sendsend"
			}
		}
	}()
	buf := make([]byte, 1024)
	for {
		n, err := os.Stdin.Read(buf)
		if err != nil {
			return err
		}
		if err := stream.Send(&chatpb.Msg{Text: string(buf[:n])}); err != nil {
			return err
		}
	}
}
