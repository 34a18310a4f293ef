package goplshook

import (
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/suite/vet"

	"github.com/streamvet/streamvet/analyzer"
)

func TestInSuite(t *testing.T) {
	if !slices.Contains(vet.Suite, analyzer.Analyzer) {
		t.Error("streamvet is not in the suite")
	}
	if f := analyzer.Analyzer.Flags.Lookup("config"); f.Value.String() != "true" {
		t.Error("the project's file is not read")
	}
	if err := analysis.Validate(vet.Suite); err != nil {
		t.Error(err)
	}
}
