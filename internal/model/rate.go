package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/machine"
)

// A limiter is the state of a rate.Limiter of golang.org/x/time: "Wait blocks until lim permits an
// event to happen", and "it returns an error if ... the Context is canceled, or the expected wait
// time exceeds the Context's Deadline" (https://pkg.go.dev/golang.org/x/time/rate#Limiter.Wait).
// Its mutex orders the calls, as the source says, and nothing orders what comes after them.
type limiter struct{ known clock.Vector }

func limiters() table {
	const path = "(*golang.org/x/time/rate.Limiter)."
	return table{
		path + "Wait":   {waitLimiter, true},
		path + "WaitN":  {waitLimiter, true},
		path + "Allow":  {askLimiter, true},
		path + "AllowN": {askLimiter, true},
	}
}

// pass is what the mutex does.
func (l *limiter) pass(g *machine.Goroutine) {
	g.Acquire(l.known)
	g.Release(&l.known)
}

func waitLimiter(c *machine.Call) (machine.Value, machine.Status) {
	l := objectOf[limiter](c)
	if l == nil {
		return nil, machine.Pushed
	}
	l.pass(c.G)
	c.G.Yield()
	return c.M.MaybeError(10, c.Name), machine.Done
}

func askLimiter(c *machine.Call) (machine.Value, machine.Status) {
	l := objectOf[limiter](c)
	if l == nil {
		return nil, machine.Pushed
	}
	l.pass(c.G)
	return c.M.Havoc(c), machine.Done
}
