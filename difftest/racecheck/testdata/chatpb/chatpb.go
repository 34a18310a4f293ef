// Package chatpb stands in for the generated code of the chat service. The two
// sides of a stream are plain memory, so that the race detector sees calls that
// may overlap.
package chatpb

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
)

type Msg struct{ From, Room, Text string }

type Ack struct{}

type Chat_ConnectClient interface {
	Send(*Msg) error
	Recv() (*Msg, error)
	CloseSend() error
	SendMsg(m any) error
	RecvMsg(m any) error
}

type Chat_UploadClient interface {
	Send(*Msg) error
	CloseAndRecv() (*Ack, error)
	CloseSend() error
	SendMsg(m any) error
	RecvMsg(m any) error
}

type Chat_ConnectServer interface {
	Send(*Msg) error
	Recv() (*Msg, error)
	SendMsg(m any) error
	RecvMsg(m any) error
}

type UnimplementedChatServer struct{}

type ChatClient struct{}

func (ChatClient) Connect(context.Context) (Chat_ConnectClient, error) {
	if rand.IntN(8) == 0 {
		return nil, errFailed
	}
	return &stream{}, nil
}

func (ChatClient) Upload(context.Context) (Chat_UploadClient, error) {
	if rand.IntN(8) == 0 {
		return nil, errFailed
	}
	return upload{&stream{}}, nil
}

// NewStream returns a stream for a handler.
func NewStream() Chat_ConnectServer { return &stream{} }

type stream struct{ send, recv int }

// upload is a stream with CloseAndRecv.
type upload struct{ *stream }

func (s *stream) Send(*Msg) error {
	Yield()
	s.send++
	return fail()
}

func (s *stream) SendMsg(any) error {
	Yield()
	s.send++
	return fail()
}

// CloseSend reads what Send writes: to close a stream twice at the same time is allowed, to
// close it beside a Send is not.
func (s *stream) CloseSend() error {
	Yield()
	if s.send < 0 {
		return errFailed
	}
	return fail()
}

func (s *stream) Recv() (*Msg, error) {
	Yield()
	s.recv++
	return &Msg{}, fail()
}

func (s *stream) RecvMsg(any) error {
	Yield()
	s.recv++
	return fail()
}

func (s *stream) CloseAndRecv() (*Ack, error) {
	Yield()
	if s.send < 0 {
		return nil, errFailed
	}
	Yield()
	s.recv++
	return &Ack{}, fail()
}

// tick lets the race detector's clock go on. Without something that looks like
// synchronisation in between, it takes one of two calls for the other.
func tick() { new(atomic.Int32).Store(1) }

var errFailed = errors.New("failed")

func fail() error {
	tick()
	Yield()
	if rand.IntN(4) == 0 {
		return errFailed
	}
	return nil
}

// Yield lets other goroutines run, sometimes.
func Yield() {
	for range rand.IntN(4) {
		runtime.Gosched()
	}
}
