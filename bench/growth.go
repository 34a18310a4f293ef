package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A shape says how large a generated program is.
type shape struct {
	functions  int // that each open streams and wait for goroutines
	depth      int // of the chain of calls that leads to a Send
	goroutines int // in each function
	streams    int // in each function
}

// start is the shape from which all programs grow.
var start = shape{functions: 25, depth: 4, goroutines: 2, streams: 2}

// dimensions are the ways in which they do.
var dimensions = []struct {
	name string
	grow func(s *shape, n int)
}{
	{"functions", func(s *shape, n int) { s.functions *= n }},
	{"call depth", func(s *shape, n int) { s.depth *= n }},
	{"goroutines", func(s *shape, n int) { s.goroutines *= n }},
	{"streams", func(s *shape, n int) { s.streams *= n }},
}

// sizes are how large the programs get.
var sizes = []int{1, 2, 4, 8}

// A Series is a program that grows in one dimension.
type Series struct {
	Dimension string  `json:"dimension"`
	Points    []Point `json:"points"`
}

// A Point is a program of a series. The times are those of the tool's process for
// the one package of the program.
type Point struct {
	Size      int     `json:"size"`
	Lines     int     `json:"lines"`
	Noop      float64 `json:"noop"`
	Streamvet float64 `json:"streamvet"`
	RSS       int64   `json:"rss"` // bytes, of streamvet
}

// measureGrowth measures the generated programs.
func (b *bench) measureGrowth(ctx context.Context) ([]Series, error) {
	var bins []string
	b.only = true
	for _, t := range b.vetTools() {
		bin, err := b.build(ctx, t)
		if err != nil {
			return nil, err
		}
		// The dependencies come from the cache from now on.
		progress("%s on grpc-go", t.name)
		dir, _, err := b.program(start)
		if err != nil {
			return nil, err
		}
		if _, err := b.wrapped(ctx, dir, bin, "."); err != nil {
			return nil, err
		}
		bins = append(bins, bin)
	}
	var out []Series
	for _, d := range dimensions {
		series := Series{Dimension: d.name}
		for _, size := range sizes {
			s := start
			d.grow(&s, size)
			progress("%s: %dx", d.name, size)
			p := Point{Size: size}
			cpu := [2][]use{}
			for range b.runs {
				for i, bin := range bins {
					dir, lines, err := b.program(s)
					if err != nil {
						return nil, err
					}
					p.Lines = lines
					uses, err := b.wrapped(ctx, dir, bin, ".")
					if err != nil {
						return nil, err
					}
					if len(uses) != 1 {
						return nil, fmt.Errorf("%d packages were analyzed, want the program's alone", len(uses))
					}
					cpu[i] = append(cpu[i], uses...)
				}
			}
			p.Noop = median(cpu[0], func(u use) float64 { return u.CPU })
			p.Streamvet = median(cpu[1], func(u use) float64 { return u.CPU })
			p.RSS = int64(median(cpu[1], func(u use) float64 { return float64(u.RSS) }))
			series.Points = append(series.Points, p)
		}
		out = append(out, series)
	}
	return out, nil
}

// program writes a module with a program of the given shape, another one each
// time, and returns its folder and how many lines of Go it has.
func (b *bench) program(s shape) (dir string, lines int, err error) {
	dir, err = os.MkdirTemp(b.work, "program")
	if err != nil {
		return "", 0, err
	}
	// What the examples require is grpc-go.
	examples := filepath.Join(b.streamvet, "examples")
	mod, err := os.ReadFile(filepath.Join(examples, "go.mod"))
	if err != nil {
		return "", 0, err
	}
	sum, err := os.ReadFile(filepath.Join(examples, "go.sum"))
	if err != nil {
		return "", 0, err
	}
	_, requirements, _ := strings.Cut(string(mod), "\n")
	code := generate(s)
	for name, text := range map[string]string{
		"go.mod": "module growth.test/" + filepath.Base(dir) + "\n" + requirements,
		"go.sum": string(sum),
		"a.go":   code,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return "", 0, err
		}
	}
	return dir, strings.Count(code, "\n"), nil
}

const prelude = `package growth

import (
	"context"
	"sync"

	"google.golang.org/grpc"
)

type message struct{}

type stream = grpc.BidiStreamingClient[message, message]

var desc = &grpc.StreamDesc{ClientStreams: true, ServerStreams: true}

func open(ctx context.Context, conn *grpc.ClientConn) (stream, error) {
	s, err := conn.NewStream(ctx, desc, "/growth.Growth/Talk")
	if err != nil {
		return nil, err
	}
	return &grpc.GenericClientStream[message, message]{ClientStream: s}, nil
}
`

// generate returns a program of the given shape. It has nothing to report: a
// mutex keeps its senders apart, which has to be found out for each pair of them.
func generate(s shape) string {
	var w strings.Builder
	w.WriteString(prelude)
	for n := range s.functions {
		fmt.Fprintf(&w, "\nfunc Talk%d(ctx context.Context, conn *grpc.ClientConn) error {\n", n)
		fmt.Fprintf(&w, "\tvar mu sync.Mutex\n\tvar wg sync.WaitGroup\n")
		for i := range s.streams {
			fmt.Fprintf(&w, "\ts%d, err := open(ctx, conn)\n\tif err != nil {\n\t\treturn err\n\t}\n", i)
		}
		for i := range s.goroutines {
			fmt.Fprintf(&w, "\twg.Add(1)\n\tgo func() {\n\t\tdefer wg.Done()\n\t\tmu.Lock()\n\t\tdefer mu.Unlock()\n")
			fmt.Fprintf(&w, "\t\tsend%d_0(s%d)\n\t}()\n", n, i%s.streams)
		}
		for i := range s.streams {
			fmt.Fprintf(&w, "\tmu.Lock()\n\tsend%d_0(s%d)\n\tmu.Unlock()\n", n, i)
		}
		fmt.Fprintf(&w, "\twg.Wait()\n")
		for i := range s.streams {
			fmt.Fprintf(&w, "\ts%d.CloseSend()\n", i)
		}
		fmt.Fprintf(&w, "\treturn nil\n}\n")
		for i := range s.depth {
			fmt.Fprintf(&w, "\nfunc send%d_%d(s stream) error {\n", n, i)
			if i < s.depth-1 {
				fmt.Fprintf(&w, "\treturn send%d_%d(s)\n}\n", n, i+1)
			} else {
				fmt.Fprintf(&w, "\treturn s.Send(&message{})\n}\n")
			}
		}
	}
	return w.String()
}
