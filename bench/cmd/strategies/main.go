// Command strategies compares ways to choose executions: it explores packages with each of
// them, with several seeds, and prints how soon what is known to be there is found.
//
//	go run -C bench ./cmd/strategies -dir ../testdata/src ./locks/... ./objects/...
//	go run -C bench ./cmd/strategies -dir DIR -only "default;no feedback" ./...
//	go run -C bench ./cmd/strategies -list FOLDER/list.tsv
//
// A list names, below a line with the headings, repositories, their folders beside it, and the
// patterns of packages in each, as that of bench/cmd/nets does.
//
// A finding counts if some strategy has it with some seed: the share that is found after so many
// executions is that of these, over all seeds. Nothing depends on time, so the table is the same
// on every machine.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/streamvet/streamvet/internal/explore"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options are the flags.
type options struct {
	dir, list  string
	only       []string
	seeds      int
	executions int
	steps      int
	verbose    bool
	patterns   []string
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	var only string
	flags := flag.NewFlagSet("strategies", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.dir, "dir", "../testdata/src", "the `folder` of the module")
	flags.StringVar(&o.list, "list", "", "a `file` with folders and patterns, in place of -dir and arguments")
	flags.StringVar(&only, "only", "", "a `list` of strategies, separated by semicolons; the default is all")
	flags.IntVar(&o.seeds, "seeds", 3, "the `number` of seeds")
	flags.IntVar(&o.executions, "executions", 1000, "the `number` of executions of a package at most")
	flags.IntVar(&o.steps, "steps", 4_000_000, "the `number` of steps of a package at most")
	flags.BoolVar(&o.verbose, "v", false, "print each finding that not all executions have found")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	o.only, o.patterns = strings.FieldsFunc(only, func(r rune) bool { return r == ';' }), flags.Args()
	return o, nil
}

func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if err != nil {
		return 2
	}
	subjects, err := o.subjects()
	if err != nil {
		fmt.Fprintln(stderr, "strategies:", err)
		return 2
	}
	var all []outcome
	for _, s := range explore.Strategies {
		if len(o.only) == 0 || slices.Contains(o.only, s.Name) {
			out := try(s, subjects, o)
			fmt.Fprintf(stderr, "%s: %d executions, %d steps\n", s.Name, out.runs, out.steps)
			all = append(all, out)
		}
	}
	report(stdout, all, o)
	return 0
}

// subjects returns all packages that are to be explored.
func (o options) subjects() ([]*subject, error) {
	if o.list == "" {
		return load(o.dir, o.patterns)
	}
	data, err := os.ReadFile(o.list)
	if err != nil {
		return nil, err
	}
	var out []*subject
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		columns := strings.Split(line, "\t")
		if i == 0 || len(columns) < 3 {
			continue
		}
		more, err := load(filepath.Join(filepath.Dir(o.list), columns[1]), strings.Fields(columns[2]))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", columns[1], err)
		}
		out = append(out, more...)
	}
	return out, nil
}

// load returns the packages that patterns name and that have something to explore.
func load(dir string, patterns []string) ([]*subject, error) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir}, patterns...)
	if err != nil {
		return nil, err
	}
	a := subjects()
	graph, err := checker.Analyze([]*analyzer{a}, pkgs, nil)
	if err != nil {
		return nil, err
	}
	var out []*subject
	for _, act := range graph.Roots {
		if act.Err != nil {
			return nil, fmt.Errorf("%s: %w", act.Package.PkgPath, act.Err)
		}
		if s, ok := act.Result.(*subject); ok && s != nil {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b *subject) int { return cmp.Compare(a.path, b.path) })
	return out, nil
}

// A key names a finding of a package.
type key struct{ pkg, finding string }

// An outcome is what a strategy has found.
type outcome struct {
	name  string
	after map[key]map[int]found // by seeds
	steps int
	runs  int
}

// found says after how many executions, and how many steps, a finding was there.
type found struct{ executions, steps int }

func try(s explore.Strategy, subjects []*subject, o options) outcome {
	out := outcome{name: s.Name, after: map[key]map[int]found{}}
	for _, sub := range subjects {
		for seed := range o.seeds {
			result := sub.explore(s, uint64(seed), o)
			out.steps += result.Steps
			out.runs += result.Executions
			for _, f := range result.Findings {
				out.note(key{sub.path, name(f)}, seed, found{f.After, f.Steps})
			}
		}
	}
	return out
}

// note notes when a finding was there first, with one of the seeds.
func (out outcome) note(k key, seed int, f found) {
	if out.after[k] == nil {
		out.after[k] = map[int]found{}
	}
	if old, ok := out.after[k][seed]; !ok || f.executions < old.executions {
		out.after[k][seed] = f
	}
}

// name tells a finding by its places.
func name(f *explore.Finding) string {
	a, b := f.First.Stack[0], f.Second.Stack[0]
	places := []string{fmt.Sprintf("%s:%d", a.Fn.File, a.Line), fmt.Sprintf("%s:%d", b.Fn.File, b.Line)}
	slices.Sort(places)
	return f.Category + " " + strings.Join(places, " ")
}

// marks are the numbers of executions after which findings are counted.
var marks = []int{100, 300, 1000}

// report prints a row for each strategy.
func report(w io.Writer, all []outcome, o options) {
	known := map[key]bool{}
	for _, out := range all {
		for k := range out.after {
			known[k] = true
		}
	}
	fmt.Fprintf(w, "%d findings, %d seeds\n\n| strategy |", len(known), o.seeds)
	for _, m := range marks {
		fmt.Fprintf(w, " found after %d |", m)
	}
	fmt.Fprintf(w, " by all seeds | for each 1000 steps |\n|---|%s\n", strings.Repeat("---|", len(marks)+2))
	for _, out := range all {
		out.row(w, known, o)
	}
	if o.verbose {
		for _, out := range all {
			out.missed(w, known, o)
		}
	}
}

func (out outcome) row(w io.Writer, known map[key]bool, o options) {
	fmt.Fprintf(w, "| %s |", out.name)
	for _, m := range marks {
		n := 0
		for _, list := range out.after {
			for _, f := range list {
				if f.executions <= m {
					n++
				}
			}
		}
		fmt.Fprintf(w, " %.1f %% |", 100*float64(n)/float64(max(1, len(known)*o.seeds)))
	}
	stable, soon := 0, 0.0
	for _, list := range out.after {
		if len(list) == o.seeds {
			stable++
		}
		for _, f := range list {
			soon += 1000 / float64(max(f.steps, 1))
		}
	}
	fmt.Fprintf(w, " %d | %.3f |\n", stable, soon/float64(max(1, len(known)*o.seeds)))
}

// missed prints what some seed has not found.
func (out outcome) missed(w io.Writer, known map[key]bool, o options) {
	var lines []string
	for k := range known {
		if n := len(out.after[k]); n < o.seeds {
			lines = append(lines, fmt.Sprintf("%s: %s %s: %d of %d", out.name, k.pkg, k.finding, n, o.seeds))
		}
	}
	slices.Sort(lines)
	for _, l := range lines {
		fmt.Fprintln(w, l)
	}
}
