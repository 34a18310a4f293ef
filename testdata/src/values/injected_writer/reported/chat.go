// The logger was given the stream to write to, and flushes from its own goroutine.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type writer interface {
	Send(*chatpb.Msg) error
}

type logger struct {
	out   writer
	lines chan string
}

func newLogger(out writer) *logger {
	l := &logger{out, make(chan string, 16)}
	go l.flush()
	return l
}

func (l *logger) flush() {
	for line := range l.lines {
		l.out.Send(&chatpb.Msg{Text: line}) // want "sendsend"
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	logs, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if _, err := logs.Recv(); err != nil {
		return err
	}
	l := newLogger(stream)
	l.lines <- "started"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
