// Command golden shows what a change of streamvet changes on real code: which
// findings appear, and which vanish.
//
//	go run -C bench ./cmd/golden OLD NEW                          # two binaries, on the modules of targets.txt
//	go run -C bench ./cmd/golden -dir MODULE OLD NEW ./...        # on one module of yours
//	go run -C bench ./cmd/golden -write LIST NEW                  # write the findings of a binary
//	go run -C bench ./cmd/golden LIST NEW                         # compare them with those of another
//
// OLD and NEW are streamvet binaries, or lists of findings that -write has written. A
// relative name is taken from the folder of bench. It exits with 1 if they differ,
// and with 2 if something could not be run.
//
// The modules are those that the module cache holds, or the go command downloads, at
// fixed versions: so findings can be compared with their lines and columns.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	_ "embed"
)

// targets is the list of modules that are looked at if nothing else is said.
//
//go:embed targets.txt
var targets string

// Exit codes.
const (
	exitSame   = 0
	exitDiffer = 1
	exitFailed = 2
)

// options are the flags and arguments.
type options struct {
	targets  string // file with a list of targets
	dir      string
	write    string
	old, new string
	patterns []string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(stderr, "golden:", err)
		}
		return exitFailed
	}
	differ, err := golden(ctx, o, stdout, stderr)
	switch {
	case err != nil:
		fmt.Fprintln(stderr, "golden:", err)
		return exitFailed
	case differ:
		return exitDiffer
	}
	return exitSame
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("golden", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.targets, "targets", "", "a `file` with the modules to look at; the default is targets.txt")
	flags.StringVar(&o.dir, "dir", "", "look at the module in this `folder` instead; package patterns follow the other arguments")
	flags.StringVar(&o.write, "write", "", "write the findings of the only binary to this `file`, and compare nothing")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	rest := flags.Args()
	if o.write == "" {
		if len(rest) < 2 {
			return o, errors.New("two binaries or lists are to be named")
		}
		o.old, rest = rest[0], rest[1:]
	}
	if len(rest) < 1 {
		return o, errors.New("no binary is named")
	}
	o.new, o.patterns = rest[0], rest[1:]
	if len(o.patterns) > 0 && o.dir == "" {
		return o, errors.New("package patterns need -dir, which names their module")
	}
	return o, nil
}

// golden reports whether the findings differ, and prints how.
func golden(ctx context.Context, o options, stdout, stderr io.Writer) (bool, error) {
	list, err := o.list()
	if err != nil {
		return false, err
	}
	work, err := os.MkdirTemp("", "streamvet-golden")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(work)
	r := &runner{work: work, progress: stderr}

	if o.write != "" {
		found, err := r.findings(ctx, o.new, list)
		if err != nil {
			return false, err
		}
		return false, writeList(o.write, found)
	}
	old, err := r.findings(ctx, o.old, list)
	if err != nil {
		return false, err
	}
	found, err := r.findings(ctx, o.new, list)
	if err != nil {
		return false, err
	}
	d := compare(old, found)
	_, err = io.WriteString(stdout, d.String())
	return len(d.appeared)+len(d.vanished) > 0, err
}

// list returns the targets that are to be looked at.
func (o options) list() ([]target, error) {
	if o.dir != "" {
		dir, err := filepath.Abs(o.dir)
		if err != nil {
			return nil, err
		}
		patterns := o.patterns
		if len(patterns) == 0 {
			patterns = []string{"./..."}
		}
		return []target{{name: filepath.Base(dir), dir: dir, patterns: patterns}}, nil
	}
	if o.targets == "" {
		return parseTargets("targets.txt", targets)
	}
	data, err := os.ReadFile(o.targets)
	if err != nil {
		return nil, err
	}
	return parseTargets(o.targets, string(data))
}
