package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/analyzer"
)

// Two packages of one module: main, or whatever it is, and one that it imports as "robust.test/lib".
type twoPackages struct{ lib, user string }

// stories returns the texts of the findings in the importing package, a line each: the message, and
// those of the story.
func (p twoPackages) stories(t *testing.T) []string {
	t.Helper()
	fset := token.NewFileSet()
	exports := exportData(t)
	external := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("no export data for %s", path)
		}
		return os.Open(exports[path])
	})
	known := map[string]*types.Package{}
	load := func(path, name, text string) *run {
		f, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		info := newInfo()
		conf := types.Config{GoVersion: "go1.26", Importer: importFunc(func(path string) (*types.Package, error) {
			if pkg := known[path]; pkg != nil {
				return pkg, nil
			}
			return external.Import(path)
		})}
		pkg, err := conf.Check(path, fset, []*ast.File{f}, info)
		if err != nil {
			t.Fatal(err)
		}
		known[path] = pkg
		return newRun(fset, []*ast.File{f}, pkg, info)
	}
	lib := load("robust.test/lib", "lib/lib.go", p.lib)
	facts := map[reflect.Type]analysis.Fact{}
	lib.pass.ExportPackageFact = func(f analysis.Fact) { facts[reflect.TypeOf(f)] = f }
	if _, err := analyzer.Analyzer.Run(lib.pass); err != nil {
		t.Fatal(err)
	}
	user := load("robust.test/p", "p.go", p.user)
	of := user.pass.ImportPackageFact
	user.pass.ImportPackageFact = func(pkg *types.Package, f analysis.Fact) bool {
		if known := facts[reflect.TypeOf(f)]; pkg.Path() == "robust.test/lib" && known != nil {
			reflect.ValueOf(f).Elem().Set(reflect.ValueOf(known).Elem())
			return true
		}
		return of(pkg, f)
	}
	got, err := analyzer.Analyzer.Run(user.pass)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, s := range got.(*analyzer.Result).Findings {
		texts = append(append(texts, "message: "+s.Message), flat(s)...)
	}
	return texts
}

type importFunc func(path string) (*types.Package, error)

func (f importFunc) Import(path string) (*types.Package, error) { return f(path) }

// What a package says of what happens in another one of its module.
var storiesOfTwo = []struct {
	name string
	twoPackages
	want []string
	not  []string
}{
	{"a lock each", twoPackages{`package lib

import (
	"sync"

	"streamvet.test/chatpb"
)

type conn struct {
	out sync.Mutex
	s   chatpb.Chat_ConnectClient
}

type Mux struct{ s chatpb.Chat_ConnectClient }

func New(s chatpb.Chat_ConnectClient) *Mux { return &Mux{s} }

func (m *Mux) Serve() { (&conn{s: m.s}).frame() }

func (c *conn) frame() {
	c.out.Lock()
	defer c.out.Unlock()
	c.s.Send(nil)
}
`, `package p

import (
	"streamvet.test/chatpb"
	"robust.test/lib"
)

func f(s chatpb.Chat_ConnectClient) {
	m := lib.New(s)
	for range 2 {
		go m.Serve()
	}
}
`}, []string{
		"message: concurrent Send in m.Serve (at lib/lib.go:23): several goroutines started at p.go:11 may run at the same time; each may hold a different lib.conn.out",
		"lane 0: calls lib.conn.frame", "lane 0: locks lib.conn.out", "lane 0: unlocks lib.conn.out",
		"no help: both hold lib.conn.out, but not the same one: each lib.conn has its own",
		"advice: make both hold the same mutex around the Send at lib/lib.go:23: there has to be one for each stream",
	}, []string{"which calls", "a mutex\n"}},

	{"one call that starts both", twoPackages{`package lib

func Twice(f func()) {
	for range 2 {
		go f()
	}
}
`, `package p

import (
	"streamvet.test/chatpb"
	"robust.test/lib"
)

func f(s chatpb.Chat_ConnectClient) { lib.Twice(func() { s.Send(nil) }) }
`}, []string{"early, lane 0: the goroutine that starts both calls lib.Twice()", "lane 0: is started", "lane 1: is started"}, nil},

	{"a lock for reading", twoPackages{`package lib

import "sync"

type Board struct{ mu sync.RWMutex }

func (b *Board) Each(f func()) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	f()
}
`, `package p

import (
	"streamvet.test/chatpb"
	"robust.test/lib"
)

func f(s chatpb.Chat_ConnectClient, b *lib.Board) {
	send := func() { s.Send(nil) }
	go b.Each(send)
	b.Each(send)
}
`}, []string{
		"lane 0: locks lib.Board.mu for reading",
		"no help: both hold lib.Board.mu only for reading, which keeps only writers out",
		"advice: give each stream a mutex of its own, and hold it around the Send at p.go:9; or lock lib.Board.mu for writing at lib/lib.go:8",
	}, nil},

	{"a gate for two", twoPackages{`package lib

import "context"

type Gate struct{ c chan bool }

func New() *Gate { return &Gate{make(chan bool, 2)} }

func (g *Gate) Through(ctx context.Context, f func()) {
	select {
	case g.c <- true:
	case <-ctx.Done():
		return
	}
	f()
	<-g.c
}
`, `package p

import (
	"streamvet.test/chatpb"
	"robust.test/lib"
)

func f(s chatpb.Chat_ConnectClient) {
	g := lib.New()
	send := func() { s.Send(nil) }
	go g.Through(s.Context(), send)
	g.Through(s.Context(), send)
}
`}, []string{"lane 0: sends on lib.Gate.c", "lane 1: sends on lib.Gate.c", "no help: lib.Gate.c has room for 2 values, so both goroutines get in", "advice: make lib.Gate.c a channel with room for one value"}, []string{"happens if"}},

	{"a full inbox", twoPackages{`package lib

type Loop struct{ inbox chan func() }

func New() *Loop {
	l := &Loop{make(chan func(), 1)}
	go func() {
		for f := range l.inbox {
			f()
		}
	}()
	return l
}

func (l *Loop) Do(f func()) {
	select {
	case l.inbox <- f:
	default:
		f()
	}
}
`, `package p

import (
	"streamvet.test/chatpb"
	"robust.test/lib"
)

func f(s chatpb.Chat_ConnectClient) {
	l := lib.New()
	for range 4 {
		l.Do(func() { s.Send(nil) })
	}
}
`}, []string{"no help: the second goroutine finds lib.Loop.inbox full, and the select goes on with default"}, nil},

	{"a mutex for each key", twoPackages{`package lib

import "sync"

type entry struct {
	mu    sync.Mutex
	users int
}

type Locks struct {
	mu sync.Mutex
	m  map[string]*entry
}

func New() *Locks { return &Locks{m: map[string]*entry{}} }

func (l *Locks) Lock(k string) (unlock func()) {
	l.mu.Lock()
	e := l.m[k]
	if e == nil {
		e = new(entry)
		l.m[k] = e
	}
	l.mu.Unlock()
	e.mu.Lock()
	l.mu.Lock()
	e.users++
	l.mu.Unlock()
	return func() {
		e.mu.Unlock()
		l.mu.Lock()
		defer l.mu.Unlock()
		if e.users--; e.users == 0 {
			delete(l.m, k)
		}
	}
}
`, `package p

import (
	"streamvet.test/chatpb"
	"robust.test/lib"
)

func f(s chatpb.Chat_ConnectClient) {
	l := lib.New()
	for range 3 {
		go func() {
			defer l.Lock("a")()
			s.Send(nil)
		}()
	}
}
`}, []string{
		"no help: both hold lib.entry.mu, but not the same one: each lib.entry has its own",
		"no help: the mutex of the second goroutine is deleted from lib.Locks.m here, so the first goroutine gets a new one",
	}, []string{"lib.Locks.mu in l.Lock before"}},

	{"a context that ends", twoPackages{`package lib

import (
	"context"
	"time"
)

type Token chan bool

func New() Token { return make(Token, 1) }

func (t Token) Take(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	select {
	case t <- true:
		return true
	case <-ctx.Done():
		return false
	}
}
`, `package p

import (
	"streamvet.test/chatpb"
	"robust.test/lib"
)

func f(s chatpb.Chat_ConnectClient) {
	t := lib.New()
	go func() {
		t <- true
		s.Send(nil)
		<-t
	}()
	if t.Take(s.Context()) {
		defer func() { <-t }()
	}
	s.Send(nil)
}
`}, []string{"if: the context in lib.Token.Take is done"}, nil},
}

func TestStoriesOfTwoPackages(t *testing.T) {
	for _, test := range storiesOfTwo {
		all := "\n" + strings.Join(test.stories(t), "\n") + "\n"
		for _, want := range test.want {
			if !strings.Contains(all, "\n"+want) {
				t.Errorf("%s: the story does not say %q:%s", test.name, want, all)
			}
		}
		for _, not := range test.not {
			if strings.Contains(all, not) {
				t.Errorf("%s: the story says %q:%s", test.name, not, all)
			}
		}
	}
}
