package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/load"
	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/story"
)

const whyUsage = `usage: streamvet why [-tags LIST] [-executions N] FILE:LINE [FILE:LINE] [-- packages]

Says why two calls on streams race, or why they don't: what orders them, that
they use different streams, that one goroutine makes both, or where the way to
one of them ends. With one line, every other call on the stream is meant.

What is asked is what happens when the package of the first line is run. Other
packages that come to the two calls, such as that of main, are named after --.

`

// runWhy is the command "streamvet why".
func runWhy(ctx context.Context, args []string) int {
	flags := flag.NewFlagSet("streamvet why", flag.ContinueOnError)
	flags.SetOutput(stderr())
	flags.Usage = func() {
		fmt.Fprint(stderr(), whyUsage)
		flags.PrintDefaults()
	}
	tags := flags.String("tags", "", "build `tags`, as for the go command")
	executions := flags.Int("executions", 0, "maximum number of executions of a package; 0 is the usual one")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return exitOK
	} else if err != nil {
		return exitUsage
	}
	lines, packages := flags.Args(), []string(nil)
	if i := slices.Index(lines, "--"); i >= 0 {
		var err error
		if packages, err = fromHere(lines[i+1:]); err != nil {
			return cannotRun(err, exitUnanalyzed)
		}
		lines = lines[:i]
	}
	if len(lines) == 0 || len(lines) > 2 {
		flags.Usage()
		return exitUsage
	}
	q := question{packages: packages}
	if *tags != "" {
		q.flags = append(q.flags, "-tags="+*tags)
	}
	for _, line := range lines {
		if err := q.add(ctx, line); err != nil {
			return usageError(err)
		}
	}
	if *executions > 0 {
		q.flags = append(q.flags, fmt.Sprintf("-streamvet.executions=%d", *executions))
	}
	answers, err := q.ask(ctx)
	if err != nil {
		return cannotRun(err, exitUnanalyzed)
	}
	return printAnswers(os.Stdout, answers, q.dir)
}

// fromHere makes patterns that begin at the current directory do so wherever go vet runs.
func fromHere(patterns []string) ([]string, error) {
	out := slices.Clone(patterns)
	for i, p := range out {
		if !isLocal(p) {
			continue
		}
		dir, err := filepath.Abs(p)
		if err != nil {
			return nil, err
		}
		out[i] = dir
	}
	return out, nil
}

// A question is about one or two lines.
type question struct {
	lines    []string // as the analyzer wants them
	packages []string // to be run
	dir      string   // of the first line's package
	flags    []string // of go vet
}

// add adds a line.
func (q *question) add(ctx context.Context, line string) error {
	file, number, ok := strings.Cut(line, ".go:")
	if !ok {
		return fmt.Errorf("why: %q is not FILE:LINE, with a Go file", line)
	}
	file += ".go"
	number, _, _ = strings.Cut(number, ":") // a column
	if n, err := strconv.Atoi(number); err != nil || n < 1 {
		return fmt.Errorf("why: %q has no line number", line)
	}
	file, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return fmt.Errorf("why: there is no file %s", line[:strings.Index(line, ".go:")+len(".go")])
	}
	dir := filepath.Dir(file)
	pkgs, err := load.Go{Dir: dir}.Named(ctx, q.flags, []string{"."})
	if err != nil {
		return err
	}
	if len(pkgs) != 1 || pkgs[0].ImportPath == "" {
		return fmt.Errorf("why: there is no package in %s", dir)
	}
	if q.dir == "" {
		q.dir = dir
	}
	if len(q.packages) == 0 {
		q.packages = []string{pkgs[0].ImportPath}
	}
	q.lines = append(q.lines, pkgs[0].ImportPath+"/"+filepath.Base(file)+":"+number)
	return nil
}

// ask runs the packages, and returns what they answer.
func (q *question) ask(ctx context.Context) ([]*story.Answer, error) {
	args := slices.Concat(q.flags, []string{"-streamvet.why=" + strings.Join(q.lines, ","), "--"}, q.packages)
	res, err := govet.Config{Dir: q.dir, Status: statusUsual}.Run(ctx, args...)
	if err != nil {
		return nil, err
	}
	var out []*story.Answer
	for _, p := range res.Packages {
		if p.Why != nil {
			out = append(out, p.Why)
		}
	}
	return out, nil
}

// printAnswers prints what was answered. That there is no answer is one, too.
func printAnswers(w io.Writer, answers []*story.Answer, dir string) int {
	out := printable.NewWriter(w)
	name := shortName("")
	for _, a := range answers {
		fmt.Fprintf(out, "%s: %s\n", a.Package, a.Text)
		for _, n := range a.Notes {
			where := ""
			if n.Place.IsValid() {
				where = fmt.Sprintf("%s:%d:%d: ", name(n.Place.File), n.Place.Line, n.Place.Col)
			}
			fmt.Fprintf(out, "\t%s%s\n", where, n.Text)
		}
	}
	if len(answers) == 0 {
		fmt.Fprintf(out, "the package in %s does nothing with streams, as far as it was run\n", dir)
	}
	if err := out.Flush(); err != nil {
		complain(err)
		return exitUnanalyzed
	}
	return exitOK
}
