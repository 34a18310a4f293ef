package goplsinstall

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A build is a temporary module.
type build struct {
	ctx context.Context
	dir string
	log io.Writer
}

// run runs a command in the module and returns its output. Its error has
// what the command printed to its standard error.
func (b *build) run(name string, args ...string) (string, error) {
	cmd := exec.CommandContext(b.ctx, name, args...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if _, ok := errors.AsType[*exec.ExitError](err); ok {
		return stdout.String(), fmt.Errorf("%s: %w\n%s", strings.Join(append([]string{filepath.Base(name)}, args...), " "), err, firstWords(stderr.String()))
	}
	return stdout.String(), err
}

// firstWords returns the first lines of what a command complained about.
// The go command may repeat itself for each package.
func firstWords(stderr string) string {
	const most = 20
	lines := slices.DeleteFunc(strings.Split(strings.TrimSpace(stderr), "\n"), func(line string) bool {
		return strings.HasPrefix(line, "go: downloading ")
	})
	if len(lines) > most {
		lines = append(lines[:most], "...")
	}
	return strings.Join(lines, "\n")
}

// A module is what go mod download tells of one.
type module struct {
	Version string
	Dir     string
	GoMod   string // path of its go.mod
	Error   string
}

// download brings a module into the module cache. People know it by name.
func (b *build) download(name, path, version string) (module, error) {
	var m module
	out, err := b.run("go", "mod", "download", "-json", path+"@"+version)
	if jsonErr := json.Unmarshal([]byte(out), &m); jsonErr == nil && m.Error != "" {
		return m, fmt.Errorf("%s %s can't be had: %s", name, version, m.Error)
	}
	if err != nil {
		return m, err
	}
	if m.Version == "" || m.Dir == "" || m.GoMod == "" {
		return m, fmt.Errorf("go mod download said nothing of %s@%s", path, version)
	}
	return m, nil
}

// binDir returns where go install puts programs.
func (b *build) binDir() (string, error) {
	out, err := b.run("go", "env", "GOBIN", "GOPATH")
	if err != nil {
		return "", err
	}
	lines := strings.Split(out, "\n")
	if len(lines) < 2 {
		return "", fmt.Errorf("go env GOBIN GOPATH said %q", out)
	}
	if bin := strings.TrimSpace(lines[0]); bin != "" {
		return bin, nil
	}
	first := filepath.SplitList(strings.TrimSpace(lines[1]))
	if len(first) == 0 {
		return "", errors.New("neither GOBIN nor GOPATH is set: say where the program goes with -o DIR")
	}
	return filepath.Join(first[0], "bin"), nil
}

// A goMod is the part of a go.mod file that is needed here, as go mod edit
// -json writes it.
type goMod struct {
	Go      string
	Require []struct{ Path, Version string }
}

// writeModule writes the module: go.mod and the program.
func (b *build) writeModule(gopls module, opts Options) error {
	out, err := b.run("go", "mod", "edit", "-json", gopls.GoMod)
	if err != nil {
		return err
	}
	var theirs goMod
	if err := json.Unmarshal([]byte(out), &theirs); err != nil {
		return fmt.Errorf("reading the go.mod of gopls %s: %w", gopls.Version, err)
	}
	tools := ""
	for _, r := range theirs.Require {
		if r.Path == toolsModule {
			tools = r.Version
		}
	}
	if tools == "" {
		return fmt.Errorf("gopls %s doesn't require %s", gopls.Version, toolsModule)
	}

	var text strings.Builder
	fmt.Fprintf(&text, "module %s/streamvet\n\ngo %s\n\n", goplsModule, theirs.Go)
	fmt.Fprintf(&text, "require %s %s\n", goplsModule, gopls.Version)
	// Streamvet may ask for newer tools than gopls is made for.
	fmt.Fprintf(&text, "replace %s => %[1]s %s\n", toolsModule, tools)
	if opts.Source != "" {
		source, err := filepath.Abs(opts.Source)
		if err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Join(source, "goplshook")); err != nil {
			return fmt.Errorf("this is not streamvet's source code: %w", err)
		}
		fmt.Fprintf(&text, "require %s v0.0.0\n", streamvetModule)
		fmt.Fprintf(&text, "replace %s => %q\n", streamvetModule, source)
	} else {
		fmt.Fprintf(&text, "require %s %s\n", streamvetModule, opts.Streamvet)
	}
	if err := os.WriteFile(filepath.Join(b.dir, "go.mod"), []byte(text.String()), 0o666); err != nil {
		return err
	}
	return b.writeProgram(gopls)
}

// checkSuite reports whether this version of gopls takes its analyzers
// from the public list: without, the build would be good and of no use.
func (b *build) checkSuite(version string) error {
	out, err := b.run("go", "list", "-mod=mod", "-f={{join .Imports \"\\n\"}}", settingsPackage)
	if err != nil {
		return fmt.Errorf("preparing the build of gopls %s: %w", version, err)
	}
	if !slices.Contains(strings.Fields(out), suitePackage) {
		return fmt.Errorf("gopls %s can't have streamvet: it doesn't take its analyzers from %s, as v0.23.0 and newer do", version, suitePackage)
	}
	return nil
}
