// Package goplsinstall builds a gopls that has streamvet among its
// analyzers.
//
// gopls has no plugins. But since v0.23 its analyzers come from a public
// list, which package goplshook appends to. So a build of gopls' own
// packages, of an unchanged version and with the versions of its
// dependencies that it asks for, needs just one import more. Gopls'
// packages are internal to its module: the program is built in a
// temporary module whose path is below gopls' own. Its main package is a
// copy of gopls' own of that version, without telemetry.
package goplsinstall

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// DefaultVersion is the version of gopls that the tests build and drive.
const DefaultVersion = "v0.23.0"

const (
	goplsModule     = "golang.org/x/tools/gopls"
	toolsModule     = "golang.org/x/tools"
	streamvetModule = "github.com/streamvet/streamvet"

	// suitePackage has the list of analyzers that goplshook appends to,
	// and settingsPackage is where gopls reads it.
	suitePackage    = toolsModule + "/go/analysis/suite/vet"
	settingsPackage = goplsModule + "/internal/settings"
)

// Options say what to build.
type Options struct {
	// Version is the version of gopls, or a query such as "latest".
	Version string

	// Dir is where the program goes. If empty, it is where go install
	// puts programs.
	Dir string

	// Streamvet is the version of streamvet that goes into it.
	Streamvet string

	// Source is a directory with streamvet's source, to be taken in
	// place of a version.
	Source string
}

// Install builds gopls with streamvet in it, and returns the path of the
// program, which is called streamvet-gopls. It tells log what it does.
func Install(ctx context.Context, opts Options, log io.Writer) (string, error) {
	tmp, err := os.MkdirTemp("", "streamvet-gopls-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp) // best effort: it is in the system's temporary directory
	b := &build{ctx: ctx, dir: tmp, log: log}

	program, err := b.target(opts.Dir)
	if err != nil {
		return "", err
	}
	if opts.Source == "" {
		// Before the build, in which each package of gopls would complain.
		if _, err := b.download("streamvet", streamvetModule, opts.Streamvet); err != nil {
			return "", fmt.Errorf("%w\nA streamvet that was built from a checkout needs -source DIR", err)
		}
	}
	gopls, err := b.download("gopls", goplsModule, opts.Version)
	if err != nil {
		return "", err
	}
	if err := b.writeModule(gopls, opts); err != nil {
		return "", err
	}
	if err := b.checkSuite(gopls.Version); err != nil {
		return "", err
	}
	fmt.Fprintf(log, "Building gopls %s with streamvet in it; this can take some minutes.\n", gopls.Version)
	if err := b.install(program, gopls.Version); err != nil {
		return "", err
	}
	return program, nil
}

// install builds the program, and tries it before it takes the place of one
// that is there.
func (b *build) install(program, version string) error {
	dir, err := os.MkdirTemp(filepath.Dir(program), ".streamvet-gopls-") // from where it can be renamed
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) // best effort, as for the module
	built := filepath.Join(dir, filepath.Base(program))
	if _, err := b.run("go", "build", "-mod=mod", "-ldflags=-X=main.version="+version+"+streamvet", "-o", built, "."); err != nil {
		return fmt.Errorf("building gopls %s with streamvet: %w", version, err)
	}
	// It refuses to start without streamvet.
	if _, err := b.run(built, "version"); err != nil {
		return fmt.Errorf("gopls %s was built, but can't be used: %w", version, err)
	}
	return os.Rename(built, program)
}

// target returns the path of the program to build, and makes its
// directory.
func (b *build) target(dir string) (string, error) {
	if dir == "" {
		var err error
		if dir, err = b.binDir(); err != nil {
			return "", err
		}
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	name := "streamvet-gopls"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(dir, name), nil
}
