package main

import (
	"cmp"
	"context"
	"errors"
	"os/exec"
	"slices"
	"strings"
)

// A Module is the comparison of all tools on one module.
type Module struct {
	Dir      string   `json:"dir"`
	Patterns []string `json:"patterns"`
	Actions  int      `json:"actions"` // packages that each vet tool is run on, dependencies included
	Tools    []Column `json:"tools"`
	Top      []Top    `json:"top"` // the packages that cost streamvet most
}

// A Top is a package and what it costs more than with the baseline.
type Top struct {
	Package string  `json:"package"`
	CPU     float64 `json:"cpu"` // seconds
	RSS     int64   `json:"rss"` // bytes, all of it
}

// A Column is what one tool costs on a module.
type Column struct {
	Tool   string  `json:"tool"`
	VetRun bool    `json:"vet"`              // whether go vet runs it
	Runs   []Cost  `json:"runs"`             // with nothing of its own in the cache
	Median Cost    `json:"median"`           // of Runs
	Again  Cost    `json:"again"`            // with all of its results in the cache
	Peak   int64   `json:"peak"`             // bytes: its own largest process
	Own    float64 `json:"own,omitempty"`    // seconds of CPU of its own processes, in one run more
	Ratio  float64 `json:"cpuRatio"`         // of the medians of CPU, to the baseline
	RSS    float64 `json:"rssRatio"`         // of Peak, to the baseline
	Note   string  `json:"note,omitempty"`   // version
	Failed string  `json:"failed,omitempty"` // why there are no figures
}

// module runs all tools on the module that -dir names. The tools take turns, so
// that what else the machine does meets all of them.
func (b *bench) module(ctx context.Context) (*Module, error) {
	m := &Module{Dir: b.dir, Patterns: b.patterns}
	others, err := b.optionalTools()
	if err != nil {
		return nil, err
	}
	tools := b.vetTools()
	m.Tools = make([]Column, len(tools))
	last := make([]string, len(tools)) // binaries of the last runs

	progress("compiling what go vet needs")
	bin, err := b.build(ctx, tools[0])
	if err != nil {
		return nil, err
	}
	if err := runQuiet(b.vet(ctx, b.dir, bin, b.patterns...)); err != nil {
		return nil, err
	}
	for n := range b.runs {
		for i, t := range tools {
			progress("run %d of %d: %s", n+1, b.runs, t.name)
			if last[i], err = b.build(ctx, t); err != nil {
				return nil, err
			}
			cost, err := measure(b.vet(ctx, b.dir, last[i], b.patterns...))
			if err != nil {
				return nil, err
			}
			m.Tools[i].Runs = append(m.Tools[i].Runs, cost)
		}
	}
	byTool := map[string][]use{}
	for i, t := range tools {
		c := &m.Tools[i]
		c.Tool, c.VetRun = t.name, true
		progress("%s with its results in the cache, and its memory", t.name)
		if c.Again, err = measure(b.vet(ctx, b.dir, last[i], b.patterns...)); err != nil {
			return nil, err
		}
		if bin, err = b.build(ctx, t); err != nil {
			return nil, err
		}
		uses, err := b.wrapped(ctx, b.dir, bin, b.patterns...)
		if err != nil {
			return nil, err
		}
		c.Peak, c.Own = peakRSS(uses), sumCPU(uses)
		m.Actions = len(uses)
		byTool[t.name] = uses
	}
	m.Top = top(byTool[baseline], byTool["streamvet"])
	for _, t := range others {
		bin, err := b.install(ctx, t)
		if err != nil {
			return nil, err
		}
		c, err := b.other(ctx, t, bin)
		if err != nil {
			return nil, err
		}
		m.Tools = append(m.Tools, c)
	}
	for i := range m.Tools {
		c := &m.Tools[i]
		c.Median = medianCost(c.Runs)
		c.Ratio = c.Median.CPU / m.Tools[0].Median.CPU
		c.RSS = float64(c.Peak) / float64(m.Tools[0].Peak)
	}
	return m, nil
}

// other runs bin, a tool that go vet does not run. That it fails is an outcome, such
// as that it needs more memory than there is, and no reason to lose what was
// measured of the others.
func (b *bench) other(ctx context.Context, t tool, bin string) (Column, error) {
	c := Column{Tool: t.name, Note: t.version}
	for n := range b.runs {
		progress("run %d of %d: %s", n+1, b.runs, t.name)
		cost, err := measure(b.alone(ctx, t, bin), foundSomething...)
		if ctx.Err() != nil {
			return c, ctx.Err()
		}
		if err != nil {
			progress("%v", err)
			return Column{Tool: t.name, Note: t.version, Failed: failure(err)}, nil
		}
		c.Runs = append(c.Runs, cost)
		c.Peak = max(c.Peak, cost.RSS)
	}
	return c, nil
}

// failure says in a few words how a command ended.
func failure(err error) string {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.Error()
	}
	return "it did not run"
}

// maxTop is how many packages are listed.
const maxTop = 5

// top returns the packages that cost a tool most, beyond what they cost the baseline.
func top(base, of []use) []Top {
	cpu := map[string]float64{}
	for _, u := range base {
		cpu[u.Package] = u.CPU
	}
	var out []Top
	for _, u := range of {
		out = append(out, Top{u.Package, u.CPU - cpu[u.Package], u.RSS})
	}
	slices.SortFunc(out, func(a, b Top) int { return cmp.Or(cmp.Compare(b.CPU, a.CPU), strings.Compare(a.Package, b.Package)) })
	return out[:min(maxTop, len(out))]
}
