package conform

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/streamvet/streamvet/difftest/interleave"
)

//go:embed testdata/harness
var harness embed.FS

// UseFile is the file of a package that declares use and look.
const UseFile = "use.go"

// A Detector runs functions of one package under the race detector.
type Detector struct{ binary string }

// NewDetector builds a package, whose files are given by their names, in the
// folder dir. Functions are those that can be run.
func NewDetector(ctx context.Context, dir string, files map[string]string, functions []string) (*Detector, error) {
	module := map[string]string{
		"go.mod":  "module conform.test\n\ngo 1.26\n",
		"main.go": mainFile(functions),
	}
	for name, text := range files {
		if name == UseFile {
			continue
		}
		text, err := interleave.Insert(name, text, "giveWay()")
		if err != nil {
			return nil, err
		}
		module["race/"+name] = text
	}
	for _, name := range []string{"race/" + UseFile, "run/run.go"} {
		text, err := harness.ReadFile("testdata/harness/" + name)
		if err != nil {
			return nil, err
		}
		module[name] = string(text)
	}
	for _, name := range slices.Sorted(maps.Keys(module)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, []byte(module[name]), 0o666); err != nil {
			return nil, err
		}
	}
	d := &Detector{filepath.Join(dir, "programs")}
	cmd := exec.CommandContext(ctx, "go", "build", "-race", "-o", d.binary, ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building the programs: %w\n%s", err, out)
	}
	return d, nil
}

// mainFile returns the program that runs functions by their names.
func mainFile(functions []string) string {
	var b strings.Builder
	b.WriteString("package main\n\nimport (\n\t\"conform.test/race\"\n\t\"conform.test/run\"\n)\n\nfunc main() {\n\trun.Main(&race.GiveWay, &race.Skip, map[string]func(){\n")
	for _, f := range functions {
		fmt.Fprintf(&b, "\t\t%q: race.%s,\n", f, f)
	}
	b.WriteString("\t})\n}\n")
	return b.String()
}

// A Pair is the lines of two accesses, in order.
type Pair [2]int

// NewPair returns the pair of two lines.
func NewPair(a, b int) Pair { return Pair{min(a, b), max(a, b)} }

// A Report is what the race detector says of a function.
type Report struct {
	Pairs  map[Pair]bool // of calls of use and look
	Others []string      // races of other memory
	Crash  string        // how the process ended, if not by itself
}

// patience is how long one process may take.
const patience = 2 * time.Minute

// Run runs a function as often as it is told.
func (d *Detector) Run(ctx context.Context, function string, times int, seed uint64) (*Report, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, d.binary, function, strconv.Itoa(times), strconv.FormatUint(seed, 10))
	cmd.Env = append(os.Environ(), "GORACE=halt_on_error=0 exitcode=0 history_size=3 atexit_sleep_ms=0 suppress_equal_addresses=0", "GOTRACEBACK=none")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := cmd.Run()
	r := parse(stderr.String())
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("running %s: %w", function, ctx.Err())
	case errors.As(err, &exit):
		_, r.Crash, _ = strings.Cut("\n"+stderr.String(), "\npanic: ")
		if r.Crash == "" {
			return nil, fmt.Errorf("running %s: %w\n%s", function, err, stderr.String())
		}
	case err != nil:
		return nil, fmt.Errorf("running %s: %w", function, err)
	}
	return r, nil
}

var (
	access = regexp.MustCompile(`^(?:Write|Read|Previous write|Previous read) at `)
	place  = regexp.MustCompile(`^\s+\S+/race/\w+\.go:(\d+)`)
)

// parse reads the race detector's reports.
func parse(text string) *Report {
	r := &Report{Pairs: map[Pair]bool{}}
	for report := range strings.SplitSeq(text, "==================") {
		if !strings.Contains(report, "WARNING: DATA RACE") {
			continue
		}
		var lines []int
		for block := range strings.SplitSeq(strings.TrimSpace(report), "\n\n") {
			if line := use(block); line > 0 {
				lines = append(lines, line)
			}
		}
		if len(lines) == 2 {
			r.Pairs[NewPair(lines[0], lines[1])] = true
		} else {
			r.Others = append(r.Others, strings.TrimSpace(report))
		}
	}
	return r
}

// use returns the line that calls use or look in a block of a report, or 0.
func use(block string) int {
	lines := strings.Split(strings.TrimPrefix(block, "WARNING: DATA RACE\n"), "\n")
	if len(lines) < 5 || !access.MatchString(lines[0]) {
		return 0
	}
	if f := strings.TrimSpace(lines[1]); f != "conform.test/race.use()" && f != "conform.test/race.look()" {
		return 0
	}
	at := place.FindStringSubmatch(lines[4])
	if at == nil {
		return 0
	}
	n, _ := strconv.Atoi(at[1]) // the pattern has digits only
	return n
}
