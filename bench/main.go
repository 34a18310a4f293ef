// Command bench measures what streamvet costs beside other vet tools, whole
// processes side by side in one run:
//
//	go run -C bench . -dir MODULE ./...
//
// and how its cost grows with the size of a program:
//
//	go run -C bench . -growth
//
// and how much it remembers about a module for those that import it:
//
//	go run -C bench . -facts -dir MODULE ./...
//
// Each run uses a binary of its own, so that the go command finds no results of
// an earlier run in its cache. What it does find there is what the compiler has
// made: that is not measured, except with -fresh, which gives each run an empty
// cache. docs/performance.md tells more.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

// options are the flags.
type options struct {
	dir       string
	patterns  []string
	runs      int
	growth    bool
	facts     bool
	json      bool
	with      string
	only      bool
	fresh     bool
	streamvet string
}

func main() {
	if tool := os.Getenv(envTool); tool != "" {
		os.Exit(wrap(tool, os.Args[1:]))
	}
	var o options
	flag.StringVar(&o.dir, "dir", "", "the module to analyze; package patterns follow the flags")
	flag.IntVar(&o.runs, "runs", 3, "how often to run each tool; the median counts")
	flag.BoolVar(&o.growth, "growth", false, "measure generated programs that grow")
	flag.BoolVar(&o.facts, "facts", false, "measure the facts of a module, instead of the tools")
	flag.BoolVar(&o.json, "json", false, "print the results as JSON")
	flag.BoolVar(&o.only, "only", false, "run streamvet and the tool that does nothing, and no other vet tool")
	flag.BoolVar(&o.fresh, "fresh", false, "measure the first command on a machine that has only Go: nothing is in the go command's cache")
	flag.StringVar(&o.with, "with", "", "other tools to run: "+optionalNames()+", separated by commas")
	flag.StringVar(&o.streamvet, "streamvet", "..", "the checkout of streamvet to measure")
	flag.Parse()
	o.patterns = flag.Args()
	if len(o.patterns) == 0 {
		o.patterns = []string{"./..."}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// Results is what -json prints.
type Results struct {
	Go     string   `json:"go"`
	CPUs   int      `json:"cpus"`
	Module *Module  `json:"module,omitempty"`
	Growth []Series `json:"growth,omitempty"`
	Facts  *Facts   `json:"facts,omitempty"`
	Fresh  *Fresh   `json:"fresh,omitempty"`
}

func run(ctx context.Context, o options) error {
	if o.dir == "" && !o.growth {
		return errors.New("nothing to do: -dir names a module, -growth measures generated programs")
	}
	if (o.facts || o.fresh) && o.dir == "" {
		return errors.New("-facts and -fresh need -dir, which names a module")
	}
	if o.runs < 1 {
		return errors.New("-runs must be at least 1")
	}
	work, err := os.MkdirTemp("", "streamvet-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	b := &bench{options: o, work: work}
	results := Results{Go: goVersion(), CPUs: cpus()}
	switch {
	case o.facts:
		if results.Facts, err = b.measureFacts(ctx); err != nil {
			return err
		}
	case o.fresh:
		if results.Fresh, err = b.measureFresh(ctx); err != nil {
			return err
		}
	case o.dir != "":
		if results.Module, err = b.module(ctx); err != nil {
			return err
		}
	}
	if o.growth {
		if results.Growth, err = b.measureGrowth(ctx); err != nil {
			return err
		}
	}
	if o.json {
		e := json.NewEncoder(os.Stdout)
		e.SetIndent("", "  ")
		return e.Encode(results)
	}
	return results.print(os.Stdout)
}

// A bench holds what the measurements share.
type bench struct {
	options
	work   string // a folder for binaries and generated programs
	stamps int
}

// stamp returns a name that no other binary of this or an earlier run has.
func (b *bench) stamp() string {
	b.stamps++
	return fmt.Sprintf("%s-%d", strings.TrimPrefix(b.work, os.TempDir()), b.stamps)
}

// progress tells a person what is going on.
func progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
}
