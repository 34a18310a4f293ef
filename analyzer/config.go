package analyzer

import (
	"flag"
	"fmt"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/anchor"
	"github.com/streamvet/streamvet/internal/baseline"
	"github.com/streamvet/streamvet/internal/config"
)

// configured returns the options for the package of pass, and a pass that
// reports what a baseline doesn't accept, as the project's file has it. Flags
// that were set come before those of the file.
//
// Drivers that cache results, such as go vet, don't know that these depend on the file, and would
// give old ones. So it isn't read unless a flag says so. The command reads it before go vet runs,
// and applies the baseline afterwards.
func configured(pass *analysis.Pass, flags *flag.FlagSet, opts *options) (*analysis.Pass, *options, error) {
	if !opts.config || pass.Module != nil && pass.Module.Version != "" {
		return pass, opts, nil // findings in dependencies are not reported
	}
	file := ""
	for _, f := range pass.Files {
		if file = config.Find(filepath.Dir(pass.Fset.File(f.FileStart).Name())); file != "" {
			break
		}
	}
	if file == "" {
		return pass, opts, nil
	}
	c, err := config.Read(file, flags)
	if err != nil {
		return nil, nil, err
	}
	local, err := opts.with(c, flags)
	if err != nil || c.Baseline == "" {
		return pass, local, err
	}
	accepted, err := baseline.Read(c.Baseline)
	if err != nil {
		return nil, nil, err
	}
	filter := accepted.Filter()
	p := *pass
	p.Report = func(d analysis.Diagnostic) {
		if !filter.Accepts(anchor.In(pass, d.Category, d.Pos)) {
			pass.Report(d)
		}
	}
	return &p, local, nil
}

// with returns the options with what a file says about flags that were not
// set.
func (o *options) with(c *config.Config, flags *flag.FlagSet) (*options, error) {
	set := make(map[string]bool)
	flags.Visit(func(f *flag.Flag) { set[f.Name] = true })
	local := *o
	var own flag.FlagSet
	local.addFlags(&own)
	for name, value := range c.Flags {
		if set[name] {
			continue
		}
		if err := own.Set(name, value); err != nil {
			return nil, fmt.Errorf("%s: key %q: %w", c.File, name, err)
		}
	}
	return &local, nil
}
