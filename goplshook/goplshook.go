// Package goplshook puts streamvet into a build of gopls that imports it.
//
// From v0.23 on, gopls takes its list of analyzers from the suite of go
// vet when its packages are initialized. This package adds streamvet to
// that suite before: Go initializes packages in the order of their import
// paths, as far as their own imports allow, and this path sorts before
// gopls'. The command "streamvet gopls install" makes such a build.
package goplshook

import (
	"os"

	"golang.org/x/tools/go/analysis/suite/vet"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/config"
)

func init() {
	flags := &analyzer.Analyzer.Flags
	_ = flags.Set(config.Flag, "true") // it is a bool
	offerSuppression(analyzer.Analyzer)
	vet.Suite = append(vet.Suite, analyzer.Analyzer)
	// Gopls keeps results for longer than it runs. Editors start it in the
	// folder of the project.
	if dir, err := os.Getwd(); err == nil {
		if mark := config.Mark(dir, flags); mark != nil {
			vet.Suite = append(vet.Suite, mark)
		}
	}
}
