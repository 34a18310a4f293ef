package config

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"

	"golang.org/x/tools/go/analysis"
)

// Mark returns an analyzer that does nothing, and whose name changes with the
// file for a directory and the baseline that it names; nil if there is no such
// file. Golangci-lint and gopls keep results by package and by the names of the
// analyzers that they come from: with another name, they neither show findings
// of the past nor hide new ones.
func Mark(dir string, flags *flag.FlagSet) *analysis.Analyzer {
	file := Find(dir)
	if file == "" {
		return nil
	}
	hash := sha256.New()
	names := []string{file}
	// What is wrong with the file is told elsewhere.
	if c, err := Read(file, flags); err == nil {
		if c.Baseline != "" {
			names = append(names, c.Baseline)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			fmt.Fprintf(hash, "%q %v\n", text, err)
		}
	}
	return &analysis.Analyzer{
		Name: fmt.Sprintf("streamvet_%x", hash.Sum(nil)[:8]),
		Doc:  "change with " + Name + ": this analyzer does nothing else",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}
}
