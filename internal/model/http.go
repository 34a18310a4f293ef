package model

import "github.com/streamvet/streamvet/internal/machine"

// httpRows are functions of net/http that register handlers or serve requests: "the
// Server ... creat[es] a new service goroutine for each" connection
// (https://pkg.go.dev/net/http#Serve).
func httpRows() table {
	return table{
		"net/http.HandleFunc":               {handle(1), false},
		"net/http.Handle":                   {handle(1), false},
		"(*net/http.ServeMux).HandleFunc":   {handle(2), false},
		"(*net/http.ServeMux).Handle":       {handle(2), false},
		"(net/http.HandlerFunc).ServeHTTP":  {serveHTTP, false},
		"net/http.StripPrefix":              {second, false},
		"net/http.ListenAndServe":           {serve, true},
		"net/http.ListenAndServeTLS":        {serve, true},
		"net/http.Serve":                    {serve, true},
		"(*net/http.Server).ListenAndServe": {serve, true},
		"(*net/http.Server).Serve":          {serve, true},
	}
}

func second(c *machine.Call) (machine.Value, machine.Status) { return c.Args[1], machine.Done }

// handle keeps a handler: its requests come at any time from now on.
func handle(i int) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		if c.M.Registry != nil {
			c.M.Registry.Requests(c.M, c.G, c.Args[i])
		}
		return nil, machine.Done
	}
}

func serveHTTP(c *machine.Call) (machine.Value, machine.Status) {
	return c.Call(c.Args[0], c.Args[1:])
}

// serve blocks until the server is closed, which may be never.
func serve(c *machine.Call) (machine.Value, machine.Status) {
	if c.M.Choices.Percent(20) {
		return c.M.Error(c.Name), machine.Done
	}
	c.G.Block(func() bool { return false })
	return nil, machine.Blocked
}
