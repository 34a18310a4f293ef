package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// The go command itself can be larger than the tools that it runs, and what it
// does for packages that are in its cache costs time as well. So this program can
// stand between the two: as the vet tool, it runs the real one and writes down
// what that one process has used.
const (
	envTool = "STREAMVET_BENCH_TOOL" // the vet tool to run
	envLog  = "STREAMVET_BENCH_LOG"  // where to write what it has used

	// Not empty if the facts are looked at too: only those of streamvet can be read.
	envFacts = "STREAMVET_BENCH_FACTS"
)

// wrap runs a vet tool in place of this program and returns its exit code.
func wrap(tool string, args []string) int {
	cmd := exec.Command(tool, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 1
	}
	ps := cmd.ProcessState
	if len(args) > 0 && filepath.Ext(args[len(args)-1]) == ".cfg" {
		cfg := readConfig(args[len(args)-1])
		u := use{Package: cfg.ID, CPU: (ps.UserTime() + ps.SystemTime()).Seconds(), RSS: maxRSS(ps)}
		var failed error
		if os.Getenv(envFacts) != "" {
			registerFacts()
			u.Facts, failed = readFacts(cfg.VetxOutput, cfg.ImportPath)
		}
		if err := errors.Join(failed, writeUse(u)); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			return 1
		}
	}
	return ps.ExitCode()
}

// A use is what one process of a tool has used.
type use struct {
	Package string // import path
	CPU     float64
	RSS     int64
	Facts   PackageFact
}

// A config is what this program asks of a file of the vet protocol, which describes
// a package.
type config struct {
	ID         string // the import path, and a note for variants
	ImportPath string
	VetxOutput string // where the tool writes its facts
}

// readConfig reads such a file, as far as it tells.
func readConfig(name string) config {
	var cfg config
	if data, err := os.ReadFile(name); err == nil {
		_ = json.Unmarshal(data, &cfg) // what it is called is only for people
	}
	return cfg
}

func writeUse(u use) error {
	log, err := os.OpenFile(os.Getenv(envLog), os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
	if err != nil {
		return err
	}
	line, err := json.Marshal(u)
	if err != nil {
		return err
	}
	if _, err := log.Write(append(line, '\n')); err != nil { // one write: many processes share the file
		return err
	}
	return log.Close()
}

// wrapped runs a vet tool through this program, and returns what the tool's own
// processes have used.
func (b *bench) wrapped(ctx context.Context, dir, bin string, patterns ...string) ([]use, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	name := filepath.Join(b.work, "log"+filepath.Base(b.stamp()))
	cmd := b.vet(ctx, dir, self, patterns...)
	cmd.Env = append(os.Environ(), envTool+"="+bin, envLog+"="+name)
	if b.facts {
		cmd.Env = append(cmd.Env, envFacts+"=1")
	}
	if err := runQuiet(cmd); err != nil {
		return nil, err
	}
	log, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("the tool was not run: %w", err)
	}
	defer log.Close()
	var uses []use
	for d := json.NewDecoder(log); d.More(); {
		var u use
		if err := d.Decode(&u); err != nil {
			return nil, err
		}
		uses = append(uses, u)
	}
	return uses, nil
}

func sumCPU(uses []use) float64 {
	sum := 0.0
	for _, u := range uses {
		sum += u.CPU
	}
	return sum
}

func peakRSS(uses []use) int64 {
	var peak int64
	for _, u := range uses {
		peak = max(peak, u.RSS)
	}
	return peak
}
