package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/govet"
	"golang.org/x/tools/go/analysis"
)

// The values of the flag by which go vet asks for statuses.
const statusUsual = "on"

// tellStatus returns an analyzer that does as a does, and writes the status of
// each package if go vet is run with the flag for that: among the findings, so
// that the go command keeps it with them. It has to be called before flags are
// parsed. Of a package that was not asked about, only the fact that it is done
// is told.
func tellStatus(a *analysis.Analyzer, asked bool) *analysis.Analyzer {
	wanted := flag.String(govet.StatusFlag, "", "print, with -json, more than findings")
	telling := *a
	telling.Run = func(pass *analysis.Pass) (any, error) {
		result, err := a.Run(pass)
		if err != nil || *wanted == "" {
			return result, err
		}
		var status *govet.Status
		if asked {
			status = statusOf(result)
		}
		// This is the file that the go command reads as standard output.
		if err := govet.WriteStatus(os.Stdout, pass.Pkg.Path(), status); err != nil {
			return nil, fmt.Errorf("writing the status: %w", err)
		}
		return result, nil
	}
	return &telling
}

// statusOf returns what is to be told of a result.
func statusOf(result any) *govet.Status {
	res, ok := result.(*analyzer.Result)
	if !ok {
		return new(govet.Status)
	}
	return &govet.Status{Streams: res.Streams, Suppressed: res.Suppressed, Unexplored: res.Unexplored, Stories: res.Findings, Why: res.Why}
}
