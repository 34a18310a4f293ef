// Command nets tells how good a streamvet binary is: it runs it on programs whose
// overlaps are known, and says what was found, what was missed and what was flagged
// wrongly.
//
//	go run -C bench ./cmd/nets BINARY                              # the figures
//	go run -C bench ./cmd/nets -v BINARY                           # and each miss and false alarm
//	go run -C bench ./cmd/nets -store FILE OLD                     # keep them
//	go run -C bench ./cmd/nets -compare FILE NEW                   # what has changed since
//	go run -C bench ./cmd/nets -flags "-tests=false" -only pairs BINARY
//
// The nets are
//
//	pairs     the pairs of testdata/src; those about directives are a net of their own
//	exam      labelled programs in pairs of twins, marked line by line
//	bugs      bugs of public projects rebuilt small, each with its fix
//	real      judged findings in public repositories
//	difftest  generated programs, compared with the exact truth
//
// The programs of exam and bugs, and the repositories of real, are no part of this
// repository: the flags -exam and -real, or STREAMVET_EXAM and STREAMVET_REAL in the
// environment, name their folders. A net whose folder is missing is left out, unless
// -only names it. The truth of difftest is compared with the analyzer of this
// checkout, in one process, and not with BINARY.
//
// Relative names are taken from the folder of bench. The command exits with 1 if
// -compare finds something that was right and is wrong now, and with 2 if a net could
// not be run.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Exit codes.
const (
	exitOK     = 0
	exitWorse  = 1
	exitFailed = 2
)

// options are the flags and arguments.
type options struct {
	tool           vetTool
	only, topics   []string
	module         string // the module of the pairs
	exam, real     string
	difftest       string
	programs       int
	store, compare string
	verbose        bool
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
			fmt.Fprintln(stderr, "nets:", err)
		}
		return exitFailed
	}
	worse, err := score(ctx, o, stdout, stderr)
	switch {
	case err != nil:
		fmt.Fprintln(stderr, "nets:", err)
		return exitFailed
	case worse:
		return exitWorse
	}
	return exitOK
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	var only, topics string
	flags := flag.NewFlagSet("nets", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.tool.flags, "flags", "", "`flags` of the analyzer, separated by spaces, with or without the name of the analyzer: -tests=false")
	flags.StringVar(&only, "only", "", "a `list` of nets, separated by commas; the default is all")
	flags.StringVar(&topics, "topics", "", "a `list` of the topics of pairs, separated by commas; the default is all")
	flags.StringVar(&o.module, "pairs", "../testdata/src", "the `folder` of the module with the pairs")
	flags.StringVar(&o.exam, "exam", cmp.Or(os.Getenv("STREAMVET_EXAM"), "../../shared/exam"), "the `folder` of the labelled programs")
	flags.StringVar(&o.real, "real", cmp.Or(os.Getenv("STREAMVET_REAL"), "../../real"), "the `folder` of the prepared repositories, with a list.tsv, and perhaps a real.tsv of their own")
	flags.StringVar(&o.difftest, "difftest", "../difftest", "the `folder` of the module difftest")
	flags.IntVar(&o.programs, "n", 500, "the `number` of generated programs")
	flags.StringVar(&o.store, "store", "", "write the verdicts to this `file`")
	flags.StringVar(&o.compare, "compare", "", "print which verdicts differ from those of this `file`")
	flags.BoolVar(&o.verbose, "v", false, "print each miss, each false alarm, and what else was reported")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() != 1 {
		return o, errors.New("one binary is to be named")
	}
	var err error
	if o.tool.binary, err = filepath.Abs(flags.Arg(0)); err != nil {
		return o, err
	}
	if _, err := os.Stat(o.tool.binary); err != nil {
		return o, err
	}
	comma := func(r rune) bool { return r == ',' }
	o.only, o.topics = strings.FieldsFunc(only, comma), strings.FieldsFunc(topics, comma)
	for _, name := range o.only {
		if !slices.ContainsFunc(nets, func(n net) bool { return n.name == name }) {
			return o, fmt.Errorf("there is no net %q", name)
		}
	}
	return o, nil
}

// A net is a set of programs about which the truth is known.
type net struct {
	name  string
	needs func(o options) string // a file or folder without which it can't be run
	score func(ctx context.Context, o options) ([]item, error)
}

var nets = []net{
	{"pairs", func(o options) string { return o.module }, scorePairs},
	{"exam", func(o options) string { return filepath.Join(o.exam, "cases") }, scoreCases},
	{"bugs", func(o options) string { return filepath.Join(o.exam, "bugs") }, scoreBugs},
	{"real", func(o options) string { return filepath.Join(o.real, "list.tsv") }, scoreReal},
	{"difftest", func(o options) string { return o.difftest }, scoreDifftest},
}

// score runs the nets and prints what they say. It reports whether something that
// was right is wrong.
func score(ctx context.Context, o options, stdout, stderr io.Writer) (worse bool, err error) {
	var old []item
	if o.compare != "" {
		if old, err = load(o.compare); err != nil {
			return false, err
		}
	}
	var all []item
	var failures []error
	for _, n := range nets {
		if len(o.only) > 0 && !slices.Contains(o.only, n.name) {
			continue
		}
		if _, err := os.Stat(n.needs(o)); err != nil && len(o.only) == 0 {
			fmt.Fprintf(stderr, "nets: %s is left out: %v\n", n.name, err)
			continue
		}
		start := time.Now()
		items, err := n.score(ctx, o)
		if err != nil {
			failures = append(failures, fmt.Errorf("%s: %w", n.name, err))
		}
		if len(items) == 0 {
			continue
		}
		fmt.Fprintf(stdout, "== %s, %.1f s\n", n.name, time.Since(start).Seconds())
		if o.verbose {
			writeLines(stdout, items)
		}
		if err := writeTable(stdout, items); err != nil {
			return false, err
		}
		all = append(all, items...)
	}
	if o.compare != "" {
		worse = writeChanges(stdout, changes(old, all))
	}
	if o.store != "" {
		failures = append(failures, store(o.store, all))
	}
	return worse, errors.Join(failures...)
}
