package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// A generated is what difftest says about one program.
type generated struct {
	Seed      uint64
	Features  []string
	Conflicts []string // what is to be reported, one a side of a stream
	Missed    []string
	False     []string
}

// scoreDifftest compares generated programs with the truth.
func scoreDifftest(ctx context.Context, o options) ([]item, error) {
	cmd := exec.CommandContext(ctx, "go", "run", "./cmd/difftest", "-json", "-n", fmt.Sprint(o.programs), "-flags", strings.Join(analyzerFlags("-", o.tool.flags), " "))
	cmd.Dir = o.difftest
	cmd.Env = append(os.Environ(), "GOWORK=off")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	runErr := cmd.Run()
	items, err := readGenerated(&stdout)
	if runErr != nil {
		runErr = fmt.Errorf("%w\n%s", runErr, bytes.TrimSpace(stderr.Bytes()))
	}
	return items, errors.Join(err, runErr)
}

// readGenerated reads what difftest -json prints: an object for each program.
func readGenerated(r io.Reader) ([]item, error) {
	var items []item
	for dec := json.NewDecoder(r); ; {
		var g generated
		if err := dec.Decode(&g); errors.Is(err, io.EOF) {
			return items, nil
		} else if err != nil {
			return items, fmt.Errorf("reading the output of difftest: %w", err)
		}
		items = append(items, scoreGenerated(g)...)
	}
}

// scoreGenerated returns an item for each side of a stream with a race, or one for a
// safe program.
func scoreGenerated(g generated) []item {
	base := item{Net: "difftest", Name: fmt.Sprintf("seed %d", g.Seed), About: strings.Join(g.Features, " ")}
	if len(g.Conflicts) == 0 {
		base.Said = g.False
		base.Verdict = acquit(base.Said)
		return []item{base}
	}
	var items []item
	for n, c := range g.Conflicts {
		i := base
		i.Name += " " + c
		i.Verdict = judge(!slices.Contains(g.Missed, c), false)
		if n == 0 {
			i.Extra = g.False
		}
		items = append(items, i)
	}
	return items
}
