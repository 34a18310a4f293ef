// Package chat is a chat room over gRPC, with the two mistakes that such
// programs usually have. Package chatfixed, beside it, is the same without
// them; streamvet reports the one and is silent about the other.
package chat

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/streamvet/streamvet/examples/chatpb"
	"google.golang.org/grpc"
)

// A Server is the room.
type Server struct {
	chatpb.UnimplementedChatServer

	mu      sync.Mutex
	members []grpc.BidiStreamingServer[chatpb.Message, chatpb.Message]
}

// Join is the handler of one client. gRPC runs it in a goroutine of its
// own for each of them.
func (s *Server) Join(stream grpc.BidiStreamingServer[chatpb.Message, chatpb.Message]) error {
	n := s.add(stream)
	defer s.remove(stream)
	s.broadcast(&chatpb.Message{From: "room", Text: fmt.Sprintf("%d here", n)})
	for {
		msg, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		s.broadcast(msg)
	}
}

// broadcast sends a message to everybody. The mutex guards the list, not
// the streams in it: two clients that speak at the same time have their
// handlers send on the same streams at the same time.
func (s *Server) broadcast(msg *chatpb.Message) {
	for _, member := range s.list() {
		member.Send(msg) // who is gone is removed by its own handler
	}
}

func (s *Server) add(stream grpc.BidiStreamingServer[chatpb.Message, chatpb.Message]) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.members = append(s.members, stream)
	return len(s.members)
}

func (s *Server) remove(stream grpc.BidiStreamingServer[chatpb.Message, chatpb.Message]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, member := range s.members {
		if member == stream {
			s.members = append(s.members[:i:i], s.members[i+1:]...)
			return
		}
	}
}

func (s *Server) list() []grpc.BidiStreamingServer[chatpb.Message, chatpb.Message] {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]grpc.BidiStreamingServer[chatpb.Message, chatpb.Message](nil), s.members...)
}

// Talk joins the room, says the lines of in, and writes what it hears to
// out until the context is done.
func Talk(ctx context.Context, room chatpb.ChatClient, name string, in io.Reader, out io.Writer) error {
	stream, err := room.Join(ctx)
	if err != nil {
		return err
	}
	// Nobody waits for say: it may be sending when this closes the stream.
	defer stream.CloseSend()
	go say(stream, name, in)
	for {
		msg, err := stream.Recv()
		if errors.Is(err, io.EOF) || ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: %s\n", msg.From, msg.Text)
	}
}

// say sends each line of in.
func say(stream grpc.BidiStreamingClient[chatpb.Message, chatpb.Message], name string, in io.Reader) {
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		if err := stream.Send(&chatpb.Message{From: name, Text: lines.Text()}); err != nil {
			return // the receiving side learns why
		}
	}
}
