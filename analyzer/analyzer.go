// Package analyzer provides the streamvet analysis pass.
package analyzer

import "golang.org/x/tools/go/analysis"

// Analyzer reports pairs of calls on one gRPC stream that may overlap.
var Analyzer = &analysis.Analyzer{
	Name: "streamvet",
	Doc:  "streamvet: report calls on a gRPC stream that may overlap",
	URL:  "https://github.com/streamvet/streamvet",
	Run:  func(*analysis.Pass) (any, error) { return nil, nil },
}
