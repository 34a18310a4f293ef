package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// httpServers are functions that serve requests: "the Server ... creat[es] a new service
// goroutine for each" connection (https://pkg.go.dev/net/http#Serve).
func httpServers() table {
	return table{
		"net/http.ListenAndServe":               {serve(1), true},
		"net/http.ListenAndServeTLS":            {serve(3), true},
		"net/http.Serve":                        {serve(1), true},
		"net/http.ServeTLS":                     {serve(1), true},
		"(*net/http.Server).ListenAndServe":     {serverServe, true},
		"(*net/http.Server).ListenAndServeTLS":  {serverServe, true},
		"(*net/http.Server).Serve":              {serverServe, true},
		"(*net/http.Server).ServeTLS":           {serverServe, true},
		"(*net/http.Server).Shutdown":           {shutdown, true},
		"(*net/http.Server).RegisterOnShutdown": {onShutdown, true},
		"(*net/http.Server).Close":              {closeServer, true},
		"net/http/httptest.NewServer":           {testServer, true},
		"net/http/httptest.NewTLSServer":        {testServer, true},
		"(*net/http/httptest.Server).Close":     {shutdown, true},
	}
}

// An httpServer is the state of an http.Server.
type httpServer struct {
	closed bool
	active int          // requests
	done   clock.Vector // what requests have done that are over
	// What Shutdown starts.
	onShutdown []machine.Value
}

// A servedHandler is a handler whose requests come by a server.
type servedHandler struct {
	server  *httpServer
	handler machine.Value
}

// Method returns the model of ServeHTTP.
func (h *servedHandler) Method(name string) machine.Model {
	if name != "ServeHTTP" {
		return nil
	}
	return func(c *machine.Call) (machine.Value, machine.Status) {
		if h.server.closed {
			return nil, machine.Done
		}
		called := false
		h.server.active++
		fn := &machine.Closure{Name: name, Native: func(c *machine.Call) (machine.Value, machine.Status) {
			return ServeHTTP(c, h.handler, c.Args)
		}}
		args := c.Args[1:]
		return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
			if !called {
				called = true
				m.StartCall(g, fn, args)
				return false, nil
			}
			h.server.active--
			g.Release(&h.server.done)
			return true, nil
		})
	}
}

// serve serves a handler, argument i, and blocks for ever, unless the port is taken.
func serve(i int) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		return serveHandler(c, new(httpServer), c.Args[i])
	}
}

// serverServe does so with the handler of an http.Server, until that is closed.
func serverServe(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	return serveHandler(c, machine.Sync[httpServer](c.M, cell), HandlerOf(c.M, cell))
}

// HandlerOf returns the handler of an http.Server.
func HandlerOf(m *machine.Machine, server *machine.Cell) machine.Value {
	t := m.Program.Lookup("net/http.Handler")
	if t == nil {
		t = m.Any()
	}
	return m.Load(m.FieldOf(server, 1, "Handler", t))
}

// serveHandler: "Serve always returns a non-nil error and closes l"; "after Shutdown or Close,
// the returned error is ErrServerClosed" (https://pkg.go.dev/net/http#Server.Serve).
func serveHandler(c *machine.Call, s *httpServer, h machine.Value) (machine.Value, machine.Status) {
	name := c.Name
	h = orDefault(c, h)
	if s.closed || c.M.Choices.Percent(20) {
		return c.M.Error(name), machine.Done
	}
	s.requests(c, h)
	waited := false
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if waited {
			return true, m.Error(name)
		}
		waited = true
		g.Block(func() bool { return s.closed })
		return false, nil
	})
}

// orDefault returns the handler h, or DefaultServeMux for nil.
func orDefault(c *machine.Call, h machine.Value) machine.Value {
	h = c.M.Resolve(h)
	switch h.(type) {
	case machine.Nil, *machine.Unknown:
		x := defaultMux(c)
		x.explicit = true
		return x
	}
	if i, ok := h.(*machine.Iface); ok && contract.RouterOf(declaringPackage(i.T)) != nil {
		routerOf(c, i).root().explicit = true
	}
	return h
}

// requests lets the environment send requests to h.
func (s *httpServer) requests(c *machine.Call, h machine.Value) {
	if c.M.Registry != nil {
		c.M.Registry.Requests(c.M, c.G, &servedHandler{s, h}, true)
	}
}

// shutdown waits for the requests: "Shutdown gracefully shuts down the server without
// interrupting any active connections". "If the provided context expires before the shutdown
// is complete, Shutdown returns the context's error"
// (https://pkg.go.dev/net/http#Server.Shutdown).
func shutdown(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	return endServing(c, machine.Sync[httpServer](c.M, cell))
}

func endServing(c *machine.Call, s *httpServer) (machine.Value, machine.Status) {
	s.closed = true
	for _, f := range s.onShutdown {
		c.Start(machine.FromGo, f, nil)
	}
	s.onShutdown = nil
	if s.active > 0 {
		if len(c.Args) > 1 {
			if x := contextOf(c.M, c.Args[1]); x.ended || x.mayEnd() && c.M.Choices.Percent(10) {
				return c.M.Error(c.Name), machine.Done
			}
		}
		c.G.Block(func() bool { return s.active == 0 })
		return nil, machine.Blocked
	}
	c.G.Acquire(s.done)
	return machine.Nil{}, machine.Done
}

// onShutdown: "RegisterOnShutdown registers a function to call on Shutdown". Shutdown starts a
// goroutine for each, and doesn't wait for them
// (https://pkg.go.dev/net/http#Server.RegisterOnShutdown).
func onShutdown(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	s := machine.Sync[httpServer](c.M, cell)
	s.onShutdown = append(s.onShutdown, c.Args[1])
	return nil, machine.Done
}

// closeServer: "Close immediately closes all active net.Listeners and any connections"; the
// handlers go on (https://pkg.go.dev/net/http#Server.Close).
func closeServer(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	machine.Sync[httpServer](c.M, cell).closed = true
	return c.M.MaybeError(10, c.Name), machine.Done
}

// testServer: "NewServer starts and returns a new Server"; its Close "blocks until all
// outstanding requests on this server have completed"
// (https://pkg.go.dev/net/http/httptest#NewServer).
func testServer(c *machine.Call) (machine.Value, machine.Status) {
	v := c.M.Outside(c.Result(0), "server")
	machine.Sync[httpServer](c.M, v).requests(c, orDefault(c, c.Args[0]))
	return v, machine.Done
}

// Served returns the handler of requests that a result of a function is or has, or nil: the caller
// is expected to serve it.
func Served(m *machine.Machine, v machine.Value) machine.Value {
	v = m.Resolve(v)
	switch x := v.(type) {
	case *machine.Cell:
		switch {
		case x.T == nil:
		case x.T.Name == "net/http.ServeMux":
			return machine.Sync[mux](m, x)
		case x.T.Name == "net/http.Server":
			if h := m.Resolve(HandlerOf(m, x)); isHandler(m, h) {
				return &servedHandler{machine.Sync[httpServer](m, x), h}
			}
		}
	case *mux, *chain, *timeLimited, handlerObject:
		return x
	default:
		if isHandler(m, v) {
			return v
		}
	}
	return nil
}
