package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A tool is one column of a comparison.
type tool struct {
	name string
	pkg  string // the command to build, in dir
	dir  string // the module that pkg belongs to; "" is this one

	// Tools that are not vet tools are installed from the module proxy, at this
	// version, and run in the way that their users run them.
	version string
	cache   string // the variable that names the tool's own cache
}

// baseline is the tool that the others are compared with.
const baseline = "noop"

// vetTools returns the tools that go vet runs, the baseline first.
func (b *bench) vetTools() []tool {
	tools := []tool{
		{name: baseline, pkg: "./tools/noop"},
		{name: "ssa", pkg: "./tools/ssa"},
		{name: "streamvet", pkg: "./cmd/streamvet", dir: b.streamvet},
		{name: "nilness", pkg: "./tools/nilness"},
	}
	return slices.DeleteFunc(tools, func(t tool) bool {
		return b.only && t.name != baseline && t.name != "streamvet"
	})
}

// optional lists the tools that -with adds.
var optional = []tool{
	{name: "staticcheck", pkg: "honnef.co/go/tools/cmd/staticcheck", version: "v0.8.2", cache: "STATICCHECK_CACHE"},
	{name: "nilaway", pkg: "go.uber.org/nilaway/cmd/nilaway", version: "v0.0.0-20260918162853-acb8859b9031"},
}

func optionalNames() string {
	var names []string
	for _, t := range optional {
		names = append(names, t.name)
	}
	return strings.Join(names, ", ")
}

// optionalTools returns the tools that -with names.
func (b *bench) optionalTools() ([]tool, error) {
	var out []tool
	for name := range strings.SplitSeq(b.with, ",") {
		if name == "" {
			continue
		}
		i := slices.IndexFunc(optional, func(t tool) bool { return t.name == name })
		if i < 0 {
			return nil, fmt.Errorf("-with %s: there are %s", name, optionalNames())
		}
		out = append(out, optional[i])
	}
	return out, nil
}

// build makes a binary of t that differs from every earlier one, and returns its
// name. The go command keeps results by the hash of the tool.
func (b *bench) build(ctx context.Context, t tool) (string, error) {
	stamp := b.stamp()
	out := filepath.Join(b.work, t.name+filepath.Base(stamp))
	err := goCommand(ctx, cmp.Or(t.dir, "."), "build", "-o", out, "-ldflags=-X=main.benchStamp="+stamp+" -buildid="+stamp, t.pkg)
	if err != nil {
		return "", fmt.Errorf("building %s: %w", t.name, err)
	}
	return out, nil
}

// install gets t from the module proxy and returns the name of its binary.
func (b *bench) install(ctx context.Context, t tool) (string, error) {
	progress("installing %s %s", t.name, t.version)
	bin := filepath.Join(b.work, "bin")
	cmd := newCommand(ctx, b.work, "go", "install", t.pkg+"@"+t.version)
	cmd.Env = append(os.Environ(), "GOBIN="+bin, "GOFLAGS=")
	if err := runQuiet(cmd); err != nil {
		return "", fmt.Errorf("installing %s: %w", t.name, err)
	}
	return filepath.Join(bin, filepath.Base(t.pkg)), nil
}
