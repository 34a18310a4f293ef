package truth_test

import (
	"slices"
	"testing"

	"github.com/streamvet/streamvet/difftest/program"
	"github.com/streamvet/streamvet/difftest/truth"
)

var (
	stream = &program.Var{Name: "stream", Kind: program.Stream, Place: program.Local}
	mu     = &program.Var{Name: "mu", Kind: program.Mutex, Place: program.Local}
	rw     = &program.Var{Name: "rw", Kind: program.RWMutex, Place: program.Local}
	sem    = &program.Var{Name: "sem", Kind: program.Semaphore, Place: program.Local, Cap: 2}
	wg     = &program.Var{Name: "wg", Kind: program.WaitGroup, Place: program.Local}
	done   = &program.Var{Name: "done", Kind: program.Event, Place: program.Local}
	result = &program.Var{Name: "result", Kind: program.Results, Place: program.Local}
	once   = &program.Var{Name: "once", Kind: program.Once, Place: program.Local}
	group  = &program.Var{Name: "g", Kind: program.ErrGroup, Place: program.Local}
)

func stmt(op program.Op, v *program.Var, body ...*program.Stmt) *program.Stmt {
	return &program.Stmt{Op: op, Var: v, Body: body}
}

func send() *program.Stmt {
	return &program.Stmt{Op: program.Use, Var: stream, Method: program.Send}
}

func form(f program.Form, s *program.Stmt) *program.Stmt {
	s.Form = f
	return s
}

func deferred(s *program.Stmt) *program.Stmt {
	s.Defer = true
	return s
}

func unlessFailed(s *program.Stmt) *program.Stmt {
	s.Leave = true
	return s
}

func shared(s *program.Stmt) *program.Stmt {
	s.Mode = program.Shared
	return s
}

func spawn(body ...*program.Stmt) *program.Stmt { return stmt(program.Spawn, nil, body...) }

func spawnIn(wg *program.Var, body ...*program.Stmt) *program.Stmt {
	return stmt(program.Spawn, wg, body...)
}

func loop(c program.Cond, body ...*program.Stmt) *program.Stmt {
	return &program.Stmt{Op: program.Loop, Cond: c, Body: body}
}

func declare(v *program.Var) *program.Stmt  { return stmt(program.Declare, v) }
func signal(v *program.Var) *program.Stmt   { return stmt(program.Signal, v) }
func wait(v *program.Var) *program.Stmt     { return stmt(program.Wait, v) }
func locked(v *program.Var) *program.Stmt   { return stmt(program.Lock, v, send()) }
func doneOnce(v *program.Var) *program.Stmt { return stmt(program.DoOnce, v, send()) }

// TestOf tries each kind of synchronisation, with and without what makes it one.
func TestOf(t *testing.T) {
	tests := []struct {
		name  string
		races bool
		body  []*program.Stmt
	}{
		{"two senders", true, []*program.Stmt{spawn(send()), send()}},
		{"send before go", false, []*program.Stmt{send(), spawn(send())}},
		{"goroutines of a loop", true, []*program.Stmt{loop(program.Maybe, spawn(send()))}},
		{"mutex", false, []*program.Stmt{declare(mu), spawn(locked(mu)), locked(mu)}},
		{"mutex on one side", true, []*program.Stmt{declare(mu), spawn(locked(mu)), send()}},
		{"read locks", true, []*program.Stmt{declare(rw), spawn(shared(locked(rw))), shared(locked(rw))}},
		{"read and write lock", false, []*program.Stmt{declare(rw), spawn(shared(locked(rw))), locked(rw)}},
		{"semaphore of two", true, []*program.Stmt{declare(sem), spawn(locked(sem)), locked(sem)}},
		{"once", false, []*program.Stmt{declare(once), spawn(doneOnce(once)), doneOnce(once)}},
		{"WaitGroup", false, []*program.Stmt{declare(wg), spawnIn(wg, send(), signal(wg)), wait(wg), send()}},
		{"WaitGroup done early", true, []*program.Stmt{declare(wg), spawnIn(wg, signal(wg), send()), wait(wg), send()}},
		{"deferred Done", false, []*program.Stmt{
			declare(wg), spawnIn(wg, deferred(signal(wg)), send()), wait(wg), send(),
		}},
		{"deferred calls, last in first out", false, []*program.Stmt{
			declare(done), deferred(send()), deferred(wait(done)), spawn(send(), signal(done)),
		}},
		{"deferred calls, the wrong way round", true, []*program.Stmt{
			declare(done), deferred(wait(done)), deferred(send()), spawn(send(), signal(done)),
		}},
		{"select with default", true, []*program.Stmt{
			declare(done), spawn(send(), signal(done)), form(program.OrDefault, wait(done)), send(),
		}},
		{"start gate", false, []*program.Stmt{declare(done), spawn(wait(done), send()), send(), signal(done)}},
		{"unbuffered channel orders its sender, too", false, []*program.Stmt{
			declare(result), spawn(signal(result), send()), send(), wait(result),
		}},
		{"as many results as goroutines", false, []*program.Stmt{
			declare(mu), declare(result),
			loop(program.Names, spawn(locked(mu), signal(result))), loop(program.Names, wait(result)), send(),
		}},
		{"one result of two", true, []*program.Stmt{
			declare(mu), declare(result), loop(program.Twice, spawn(locked(mu), signal(result))), wait(result), send(),
		}},
		{"group that fails", false, []*program.Stmt{
			declare(done), declare(group),
			spawnIn(group, spawn(send()), form(program.OrLeave, wait(done))), unlessFailed(wait(group)), send(),
		}},
		{"group that may fail", true, []*program.Stmt{
			declare(done), declare(group), spawn(signal(done)),
			spawnIn(group, spawn(send()), form(program.OrLeave, wait(done))), unlessFailed(wait(group)), send(),
		}},
		{"group whose failure is ignored", true, []*program.Stmt{
			declare(done), declare(group),
			spawnIn(group, spawn(send()), form(program.OrLeave, wait(done))), wait(group), send(),
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := &program.Program{Shape: program.Function, Body: append([]*program.Stmt{stmt(program.Open, stream)}, test.body...)}
			p.Normalize()
			if err := p.Check(); err != nil {
				t.Fatal(err)
			}
			result, err := truth.Of(p)
			if err != nil {
				t.Fatal(err)
			}
			if races := len(result.Conflicts) > 0; races != test.races {
				t.Errorf("overlap: %t, want %t\n%s", races, test.races, result.Explain())
			}
		})
	}
}

// TestHang checks that a program that can hang has no truth.
func TestHang(t *testing.T) {
	p := &program.Program{Shape: program.Function, Body: []*program.Stmt{
		stmt(program.Open, stream), send(), declare(done), wait(done), send(),
	}}
	p.Normalize()
	if _, err := truth.Of(p); err == nil {
		t.Error("no error for a program that waits for nobody")
	}
}

// TestDeterministic checks that the same seed gives the same truth.
func TestDeterministic(t *testing.T) {
	for seed := range uint64(50) {
		a, errA := truth.Of(program.Generate(seed))
		b, errB := truth.Of(program.Generate(seed))
		if (errA == nil) != (errB == nil) {
			t.Fatalf("seed %d: %v, then %v", seed, errA, errB)
		}
		if errA == nil && !slices.Equal(a.Conflicts, b.Conflicts) {
			t.Errorf("seed %d: %v, then %v", seed, a.Conflicts, b.Conflicts)
		}
	}
}
