package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Fresh is what the first command on a machine that has only Go costs. It waits
// for the compiler: vet tools need the export data of all that a module imports.
// So a tool that does nothing is run as well, and each run begins with an empty
// cache of its own.
type Fresh struct {
	Dir      string      `json:"dir"`
	Patterns []string    `json:"patterns"`
	Ways     []*FreshWay `json:"ways"`
}

// A FreshWay is a way to begin, with both tools.
type FreshWay struct {
	Name      string  `json:"name"`
	Noop      []Cost  `json:"noop"`
	Streamvet []Cost  `json:"streamvet"`
	Ratio     float64 `json:"cpuRatio"` // the median of the ratios of the pairs

	noop, streamvet [][]string // command lines: the folder, the command, its arguments
}

// measureFresh runs both tools in turn, in each of the ways.
func (b *bench) measureFresh(ctx context.Context) (*Fresh, error) {
	f := &Fresh{Dir: b.dir, Patterns: b.patterns}
	var err error
	if f.Ways, err = b.freshWays(ctx); err != nil {
		return nil, err
	}
	for n := range b.runs {
		for _, w := range f.Ways {
			progress("run %d of %d: %s", n+1, b.runs, w.Name)
			noop, err := b.measureEmpty(ctx, w.noop)
			if err != nil {
				return nil, err
			}
			streamvet, err := b.measureEmpty(ctx, w.streamvet)
			if err != nil {
				return nil, err
			}
			w.Noop, w.Streamvet = append(w.Noop, noop), append(w.Streamvet, streamvet)
		}
	}
	for _, w := range f.Ways {
		var ratios []float64
		for i := range w.Noop {
			ratios = append(ratios, w.Streamvet[i].CPU/w.Noop[i].CPU)
		}
		w.Ratio = median(ratios, func(r float64) float64 { return r })
	}
	return f, nil
}

// freshWays returns the two ways: with binaries that somebody else has built, and
// from source. What comes from the network is there before.
func (b *bench) freshWays(ctx context.Context) ([]*FreshWay, error) {
	dir, err := filepath.Abs(b.dir)
	if err != nil {
		return nil, err
	}
	for _, module := range []string{dir, ".", b.streamvet} {
		if err := goCommand(ctx, module, "mod", "download"); err != nil {
			return nil, err
		}
	}
	noop := tool{name: baseline, pkg: "./tools/noop"}
	streamvet := tool{name: "streamvet", pkg: "./cmd/streamvet", dir: b.streamvet}
	bins := map[string]string{}
	for _, t := range []tool{noop, streamvet} {
		if bins[t.name], err = b.build(ctx, t); err != nil {
			return nil, err
		}
	}
	built := filepath.Join(b.work, "built")
	vet := func(tool string) []string {
		return append([]string{dir, "go", "vet", "-vettool=" + tool, "-json"}, b.patterns...)
	}
	return []*FreshWay{
		{
			Name: "installed",
			noop: [][]string{vet(bins[noop.name])}, streamvet: [][]string{append([]string{dir, bins[streamvet.name], "-json"}, b.patterns...)},
		},
		{
			Name: "from source",
			noop: [][]string{{".", "go", "build", "-o", built, noop.pkg}, vet(built)},
			streamvet: [][]string{
				append([]string{b.streamvet, "go", "run", streamvet.pkg, "-C", dir, "-json"}, b.patterns...),
			},
		},
	}, nil
}

// measureEmpty measures commands that run one after the other, with nothing in the
// go command's cache at first.
func (b *bench) measureEmpty(ctx context.Context, lines [][]string) (Cost, error) {
	cache := filepath.Join(b.work, "cache")
	defer os.RemoveAll(cache)
	var sum Cost
	for _, line := range lines {
		cmd := newCommand(ctx, line[0], line[1], line[2:]...)
		cmd.Env = append(os.Environ(), "GOCACHE="+cache)
		cost, err := measure(cmd)
		if err != nil {
			return Cost{}, err
		}
		sum = Cost{sum.CPU + cost.CPU, sum.Wall + cost.Wall, max(sum.RSS, cost.RSS)}
	}
	return sum, nil
}

func (f *Fresh) print(b *strings.Builder) {
	fmt.Fprintf(b, "\n%s %s, with nothing in the cache\n\n", f.Dir, strings.Join(f.Patterns, " "))
	b.WriteString("| streamvet is | nothing, CPU s | streamvet, CPU s | ratio | nothing, wall s | streamvet, wall s |\n|---|--:|--:|--:|--:|--:|\n")
	for _, w := range f.Ways {
		noop, streamvet := medianCost(w.Noop), medianCost(w.Streamvet)
		fmt.Fprintf(b, "| %s | %.1f | %.1f | %.2f | %.1f | %.1f |\n", w.Name, noop.CPU, streamvet.CPU, w.Ratio, noop.Wall, streamvet.Wall)
	}
}
