// Package device has the streams of devices.
package device

import (
	"sync"

	"streamvet.test/chatpb"
)

// A Registry knows the devices that are connected.
type Registry struct {
	mu      sync.Mutex
	devices map[string]*device
}

// A device sends one message at a time.
type device struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectServer
}

func (d *device) send(msg *chatpb.Msg) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.stream.Send(msg)
}

func NewRegistry() *Registry { return &Registry{devices: map[string]*device{}} }

// Command sends a command to a device.
func (r *Registry) Command(name string) error {
	r.mu.Lock()
	d := r.devices[name]
	r.mu.Unlock()
	if d == nil {
		return nil
	}
	return d.send(&chatpb.Msg{})
}

// A Gateway serves devices.
type Gateway struct {
	chatpb.UnimplementedChatServer
	Registry *Registry
}

func (g *Gateway) Connect(stream chatpb.Chat_ConnectServer) error {
	hello, err := stream.Recv()
	if err != nil {
		return err
	}
	d := &device{stream: stream}
	g.Registry.mu.Lock()
	g.Registry.devices[hello.Room] = d
	g.Registry.mu.Unlock()
	return d.send(hello)
}
