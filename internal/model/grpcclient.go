package model

import (
	"slices"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// grpcClients are functions of grpc-go's clients
// (https://pkg.go.dev/google.golang.org/grpc#ClientConn).
func grpcClients() table {
	const grpc = "google.golang.org/grpc."
	return table{
		grpc + "NewClient":   {dial, false},
		grpc + "Dial":        {dial, false},
		grpc + "DialContext": {dial, false},

		grpc + "WithStreamInterceptor":      {newDialOption(func(o *dialOption, v machine.Value) { o.first = v }), false},
		grpc + "WithChainStreamInterceptor": {newDialOption(func(o *dialOption, v machine.Value) { o.more = append(o.more, v) }), false},

		"(" + grpc + "ClientConnInterface).Invoke": {invoke(4), false},
		"(*" + grpc + "ClientConn).Invoke":         {invoke(4), false},
		grpc + "Invoke":                            {invoke(3), false},

		"(*" + grpc + "ClientConn).NewStream": {newStream, false},
		grpc + "NewClientStream":              {newClientStream, false},
	}
}

// A clientConn is what is known of a grpc.ClientConn: the interceptors of its streams, outermost
// first.
type clientConn struct{ interceptors []machine.Value }

// A dialOption is a grpc.DialOption. "The chained interceptors ... execute after" the one that
// WithStreamInterceptor installs.
type dialOption struct {
	first machine.Value
	more  []machine.Value
}

// Method returns nil.
func (o *dialOption) Method(string) machine.Model { return nil }

func newDialOption(set func(o *dialOption, v machine.Value)) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		o := new(dialOption)
		add := func(v machine.Value) {
			if cl, ok := c.M.Resolve(v).(*machine.Closure); ok {
				set(o, cl)
			}
		}
		add(c.Args[0])
		c.M.Visit(c.Args[0], add)
		return o, machine.Done
	}
}

func (cc *clientConn) apply(m *machine.Machine, values ...machine.Value) {
	for _, v := range values {
		o, ok := m.Resolve(v).(*dialOption)
		if !ok {
			m.Visit(v, func(v machine.Value) { cc.apply(m, v) })
			continue
		}
		if o.first != nil {
			cc.interceptors = append([]machine.Value{o.first}, cc.interceptors...)
		}
		cc.interceptors = append(cc.interceptors, o.more...)
	}
}

// dial makes a connection. Of one without interceptors there is nothing to know.
func dial(c *machine.Call) (machine.Value, machine.Status) {
	var cc clientConn
	cc.apply(c.M, c.Args...)
	t := c.Result(0)
	if len(cc.interceptors) == 0 || len(c.Results) != 2 || t.Kind != code.Pointer {
		return c.M.Havoc(c), machine.Done
	}
	if err, failed := c.M.MaybeError(3, c.Name).(*machine.Unknown); failed {
		return machine.Tuple{machine.Nil{}, err}, machine.Done
	}
	cell := machine.NewCell(t.Elem, nil)
	*machine.Sync[clientConn](c.M, cell) = cc
	return machine.Tuple{cell, machine.Nil{}}, machine.Done
}

// invoke returns the model of a unary call: "All errors returned by Invoke are compatible with the
// status package", and else the reply, which is argument i, is there
// (https://pkg.go.dev/google.golang.org/grpc#ClientConnInterface).
func invoke(i int) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		err := c.M.MaybeError(12, c.Name)
		if _, ok := err.(machine.Nil); ok && i < len(c.Args) {
			c.M.Fill(c.Args[i])
		}
		return err, machine.Done
	}
}

// newStream makes a stream through the interceptors: each is called with what the caller gives,
// the connection, and a function that goes on to the next
// (https://pkg.go.dev/google.golang.org/grpc#StreamClientInterceptor).
func newStream(c *machine.Call) (machine.Value, machine.Status) {
	conn, ok := c.Arg(0).(*machine.Cell)
	if !ok || len(c.Args) != 5 {
		return c.M.Havoc(c), machine.Done
	}
	streamer := &machine.Closure{Name: c.Name, Results: c.Results, Native: havoc}
	for _, around := range slices.Backward(machine.Sync[clientConn](c.M, conn).interceptors) {
		next := streamer
		streamer = &machine.Closure{Name: "streamer", Results: c.Results, Native: func(c *machine.Call) (machine.Value, machine.Status) {
			args := slices.Insert(slices.Clone(c.Args), 4, machine.Value(next))
			return c.Call(around, args)
		}}
	}
	return c.Call(streamer, []machine.Value{c.Args[1], c.Args[2], conn, c.Args[3], c.Args[4]})
}

// newClientStream: "NewClientStream is a wrapper for ClientConn.NewStream".
func newClientStream(c *machine.Call) (machine.Value, machine.Status) {
	if len(c.Args) != 5 {
		return c.M.Havoc(c), machine.Done
	}
	of := *c
	of.Args = []machine.Value{c.Args[2], c.Args[0], c.Args[1], c.Args[3], c.Args[4]}
	return newStream(&of)
}
