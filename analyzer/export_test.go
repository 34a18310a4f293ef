package analyzer

import "golang.org/x/tools/go/analysis"

// New returns an analyzer with flags of its own.
var New = newAnalyzer

// Steps analyzes a package and returns how many steps its executions took, too.
func Steps(pass *analysis.Pass) (*Result, int, error) {
	t := &trace{pass: pass}
	res, err := t.analyze(&options{tests: true, executions: usualExecutions})
	if t.explored == nil {
		return res, 0, err
	}
	return res, t.explored.Steps, err
}
