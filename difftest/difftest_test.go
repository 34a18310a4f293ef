package difftest_test

import (
	"sync"
	"testing"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/difftest"
	"github.com/streamvet/streamvet/difftest/racecheck"
	"github.com/streamvet/streamvet/difftest/vet"
)

// driver has loaded grpc, which takes longer than most of what it is for.
var driver = sync.OnceValues(func() (*vet.Driver, error) { return vet.New(analyzer.Analyzer) })

// TestTruth checks the truth about a sample of programs against the race
// detector.
func TestTruth(t *testing.T) {
	const (
		programs = 40
		runs     = 150
	)
	testModule, err := vet.TestModule()
	if err != nil {
		t.Fatal(err)
	}
	var sample []racecheck.Program
	cases := make(map[string]*difftest.Case)
	for c := range difftest.Cases(1) {
		if racecheck.Eligible(c.Model) {
			sample = append(sample, c.Program())
			cases[c.Name()] = c
		}
		if len(sample) == programs {
			break
		}
	}
	races, err := racecheck.Run(t.Context(), testModule, sample, runs)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sample {
		c := cases[p.Name]
		unexpected, unseen := racecheck.Compare(p, races[p.Name])
		for _, race := range unexpected {
			t.Errorf("%s: the truth knows nothing of a race: %s\n%s%s", p.Name, race, c.Truth.Explain(), c.Text())
		}
		for _, category := range unseen {
			t.Errorf("%s: no %s was seen, although there may be one\n%s%s", p.Name, category, c.Truth.Explain(), c.Text())
		}
	}
}

// TestAnalyzer compares the analyzer with the truth on a sample of programs.
func TestAnalyzer(t *testing.T) {
	const programs = 40
	driver, err := driver()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for c := range difftest.Cases(1) {
		outcome, err := difftest.Check(driver, c)
		if err != nil {
			t.Fatal(err)
		}
		if !outcome.Agrees() {
			t.Error(outcome)
		}
		if n++; n == programs {
			break
		}
	}
}

// TestMutants compares the analyzer with the truth on safe programs from which
// one synchronisation has been taken.
func TestMutants(t *testing.T) {
	const mutants = 300
	driver, err := driver()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for c := range difftest.Cases(20_000) {
		for _, m := range difftest.Mutants(c) {
			outcome, err := difftest.Check(driver, m.Case)
			if err != nil {
				t.Fatal(err)
			}
			if !outcome.Agrees() {
				t.Errorf("%v: %v", m, outcome)
			}
			n++
		}
		if n >= mutants {
			break
		}
	}
}
