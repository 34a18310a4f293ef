// Command difftest compares streamvet with the exact truth on any number of
// generated programs, and prints recall and false alarms by feature.
//
//	go run ./cmd/difftest -n 10000 -seed 1 -shrink
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/difftest"
	"github.com/streamvet/streamvet/difftest/vet"
)

// options are the flags.
type options struct {
	n                    int
	seed                 uint64
	features             string
	flags                string // of the analyzer
	shrink, show, mutate bool
	json                 bool
}

func main() {
	var o options
	flag.IntVar(&o.n, "n", 1000, "number of programs")
	flag.Uint64Var(&o.seed, "seed", 1, "first seed")
	flag.StringVar(&o.features, "features", "", "only programs with one of these features, separated by commas")
	flag.BoolVar(&o.shrink, "shrink", false, "print the smallest form of each disagreement")
	flag.BoolVar(&o.show, "print", false, "print the programs, with what is true about them")
	flag.StringVar(&o.flags, "flags", "", "`flags` of the analyzer, separated by spaces: -tests=false")
	flag.BoolVar(&o.json, "json", false, "print each outcome as JSON and nothing else; a disagreement is no failure then")
	flag.BoolVar(&o.mutate, "mutate", false, "take one synchronisation from safe programs")
	flag.Parse()
	debug.SetGCPercent(400) // many small, short-lived states
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "difftest:", err)
		if errors.Is(err, errDisagree) {
			os.Exit(1)
		}
		os.Exit(2)
	}
}

var errDisagree = errors.New("streamvet and the truth disagree")

// A runner checks cases and keeps what it finds.
type runner struct {
	options
	driver  *vet.Driver
	tally   difftest.Tally
	classes map[string][]*difftest.Outcome
	wrong   int
}

func run(o options) error {
	var features []string
	if o.features != "" {
		features = strings.Split(o.features, ",")
	}
	if err := analyzer.Analyzer.Flags.Parse(strings.Fields(o.flags)); err != nil {
		return err
	}
	driver, err := vet.New(analyzer.Analyzer)
	if err != nil {
		return err
	}
	r := &runner{options: o, driver: driver, classes: make(map[string][]*difftest.Outcome)}
	for c := range difftest.Cases(o.seed, features...) {
		if r.tally.Cases >= o.n {
			break
		}
		if !o.mutate {
			if err := r.check(c); err != nil {
				return err
			}
			continue
		}
		for _, m := range difftest.Mutants(c) {
			if err := r.check(m.Case, m.String()); err != nil {
				return err
			}
		}
	}
	if r.json {
		return nil
	}
	return r.print()
}

// check checks one case, and counts it under its features and the given ones.
func (r *runner) check(c *difftest.Case, more ...string) error {
	outcome, err := difftest.Check(r.driver, c)
	if err != nil {
		return err
	}
	r.tally.Add(outcome, more...)
	if r.json {
		return json.NewEncoder(os.Stdout).Encode(outcome.Record())
	}
	if r.show {
		fmt.Println(outcome)
	}
	if outcome.Agrees() {
		return nil
	}
	r.wrong++
	if r.shrink {
		if outcome, err = difftest.Shrink(r.driver, outcome); err != nil {
			return err
		}
	}
	class := outcome.Class()
	r.classes[class] = append(r.classes[class], outcome)
	return nil
}

// print prints an example of each class, and the table of features.
func (r *runner) print() error {
	keys := slices.SortedFunc(maps.Keys(r.classes), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(r.classes[b]), len(r.classes[a])), cmp.Compare(a, b))
	})
	for _, key := range keys {
		class := r.classes[key]
		fmt.Printf("%d programs like this one:\n%v\n", len(class), class[0])
	}
	if err := r.tally.Write(os.Stdout); err != nil {
		return err
	}
	fmt.Printf("%d programs, %d of them with overlaps; %d disagreements\n", r.tally.Cases, r.tally.Racy, r.wrong)
	if r.wrong > 0 {
		return errDisagree
	}
	return nil
}
