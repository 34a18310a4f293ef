package analyzer

import (
	"errors"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/printable"
)

// forPeople returns pass with a Report that makes messages printable: they quote
// the code and name its files, and most drivers print them as they are.
func forPeople(pass *analysis.Pass) *analysis.Pass {
	p := *pass
	p.Report = func(d analysis.Diagnostic) {
		d.Message = printable.Line(d.Message)
		for i := range d.Related {
			d.Related[i].Message = printable.Line(d.Related[i].Message)
		}
		pass.Report(d)
	}
	return &p
}

// printableError does the same to an error.
func printableError(err error) error {
	if err == nil {
		return nil
	}
	if text := printable.Text(err.Error()); text != err.Error() {
		return errors.New(text)
	}
	return err
}
