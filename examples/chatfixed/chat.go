// Package chatfixed is a chat room over gRPC. It is package chat without
// its mistakes: each stream has one sender at a time, on either end.
package chatfixed

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
	members []*member
}

// A member is a client's stream with the mutex that its senders hold.
type member struct {
	mu     sync.Mutex
	stream grpc.BidiStreamingServer[chatpb.Message, chatpb.Message]
}

func (m *member) send(msg *chatpb.Message) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stream.Send(msg) // who is gone is removed by its own handler
}

// Join is the handler of one client. gRPC runs it in a goroutine of its
// own for each of them.
func (s *Server) Join(stream grpc.BidiStreamingServer[chatpb.Message, chatpb.Message]) error {
	m := &member{stream: stream}
	n := s.add(m)
	defer s.remove(m)
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

// broadcast sends a message to everybody. Other handlers may do so at the
// same time: each member takes one message after the other.
func (s *Server) broadcast(msg *chatpb.Message) {
	for _, member := range s.list() {
		member.send(msg)
	}
}

func (s *Server) add(m *member) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.members = append(s.members, m)
	return len(s.members)
}

func (s *Server) remove(m *member) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, member := range s.members {
		if member == m {
			s.members = append(s.members[:i:i], s.members[i+1:]...)
			return
		}
	}
}

func (s *Server) list() []*member {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*member(nil), s.members...)
}

// Talk joins the room, says the lines of in, and writes what it hears to
// out until in has ended and all is heard, or the context is done.
func Talk(ctx context.Context, room chatpb.ChatClient, name string, in io.Reader, out io.Writer) error {
	stream, err := room.Join(ctx)
	if err != nil {
		return err
	}
	// The stream is say's to send on, so it is say's to close.
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

// say sends each line of in, then closes the sending side of the stream.
func say(stream grpc.BidiStreamingClient[chatpb.Message, chatpb.Message], name string, in io.Reader) {
	defer stream.CloseSend()
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		if err := stream.Send(&chatpb.Message{From: name, Text: lines.Text()}); err != nil {
			return // the receiving side learns why
		}
	}
}
