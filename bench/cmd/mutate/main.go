// Mutate measures how much the tests of some packages notice: it changes one thing at a time in
// their code, such as a condition, an operator or a call, and runs the tests, which should fail.
//
//	go run -C bench ./cmd/mutate -n 150 ./internal/machine ./internal/clock
//
// The changed file is given to the go command as an overlay: the tree stays as it is. What can't be
// compiled doesn't count. The sample is the same for the same seed and code.
//
// The tests are run in the order of -tests, and only until one of them fails. They need a limit
// of memory, since a change may well make a loop endless: run it under ulimit -v.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

func main() {
	o := options{}
	flag.StringVar(&o.root, "root", "..", "the folder of the module")
	flag.IntVar(&o.n, "n", 150, "how many mutants to try")
	flag.Uint64Var(&o.seed, "seed", 1, "of the sample")
	flag.StringVar(&o.tests, "tests", "./internal/clock ./internal/choice ./internal/shadow; ./internal/machine; ./internal/model; ./internal/explore ./internal/drive ./internal/witness",
		"the packages whose tests are run, in groups that are separated by semicolons")
	flag.DurationVar(&o.patience, "timeout", 90*time.Second, "how long the tests of a group may take")
	flag.StringVar(&o.equivalent, "equivalent", "cmd/mutate/equivalent.txt", "a list of mutants that behave as the code does, each with its reason")
	flag.StringVar(&o.only, "only", "", "try only mutants whose description matches this regular expression")
	flag.Parse()
	o.packages = flag.Args()
	if err := run(context.Background(), o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

type options struct {
	root       string
	n          int
	seed       uint64
	tests      string
	patience   time.Duration
	equivalent string
	only       string
	packages   []string
}

func run(ctx context.Context, o options, out io.Writer) error {
	root, err := filepath.Abs(o.root)
	if err != nil {
		return err
	}
	same, err := equivalents(o.equivalent)
	if err != nil {
		return err
	}
	texts := map[string]string{}
	var all []*mutant
	for _, pkg := range o.packages {
		list, err := inPackage(root, pkg, texts)
		if err != nil {
			return err
		}
		all = append(all, list...)
	}
	only, err := regexp.Compile(o.only)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(m *mutant) bool { return !only.MatchString(m.String()) })
	t := &tester{root: root, patience: o.patience}
	for group := range strings.SplitSeq(o.tests, ";") {
		t.groups = append(t.groups, strings.Fields(group))
	}
	if err := t.clean(ctx); err != nil {
		return err
	}
	count := map[outcome]int{}
	// Some can't be compiled: others stand in for them.
	for _, m := range sample(all, len(all), o.seed) {
		if count[killed]+count[survived]+count[equivalent] == o.n {
			break
		}
		what := equivalent
		if same[m.id()] == "" {
			if what, err = t.try(ctx, m, texts[m.file]); err != nil {
				return err
			}
		}
		count[what]++
		if what != invalid {
			fmt.Fprintf(out, "%-10s %s\n", what, m)
		}
	}
	tried := count[killed] + count[survived]
	if tried == 0 {
		return fmt.Errorf("no mutants")
	}
	fmt.Fprintf(out, "%d of %d mutants killed (%.1f %%), %d known to be equivalent, %d could not be compiled; %d possible\n",
		count[killed], tried, 100*float64(count[killed])/float64(tried), count[equivalent], count[invalid], len(all))
	return nil
}

// inPackage returns the mutants of a package, and adds the texts of its files.
func inPackage(root, pkg string, texts map[string]string) ([]*mutant, error) {
	names, err := filepath.Glob(filepath.Join(root, pkg, "*.go"))
	if err != nil {
		return nil, err
	}
	var out []*mutant
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return nil, err
		}
		rel = filepath.ToSlash(rel)
		list, err := mutants(rel, string(text))
		if err != nil {
			return nil, err
		}
		texts[rel] = string(text)
		out = append(out, list...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("nothing to change in %s", pkg)
	}
	return out, nil
}

// equivalents reads the list of mutants that no test can kill: in each line a mutant, a tab, and
// the reason.
func equivalents(name string) (map[string]string, error) {
	out := map[string]string{}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		id, reason, ok := strings.Cut(lines.Text(), "\t")
		switch {
		case lines.Text() == "" || strings.HasPrefix(lines.Text(), "#"):
		case !ok || strings.TrimSpace(reason) == "":
			return nil, fmt.Errorf("%s: no reason: %s", name, lines.Text())
		default:
			out[id] = reason
		}
	}
	return out, lines.Err()
}
