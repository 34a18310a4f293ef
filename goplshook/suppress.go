package goplshook

import (
	"bytes"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/directive"
)

// offerSuppression makes an analyzer offer, with each finding, to write a
// directive above it. Only an editor may do so, where a person asks for it and
// writes the reason: a tool that applies fixes by itself would silence all that
// is found.
func offerSuppression(a *analysis.Analyzer) {
	run := a.Run
	a.Run = func(pass *analysis.Pass) (any, error) {
		offering := *pass
		offering.Report = func(d analysis.Diagnostic) {
			if fix, ok := suppress(pass, d); ok {
				d.SuggestedFixes = append(d.SuggestedFixes, fix)
			}
			pass.Report(d)
		}
		return run(&offering)
	}
}

// suppress returns the edit that suppresses a finding.
func suppress(pass *analysis.Pass, d analysis.Diagnostic) (analysis.SuggestedFix, bool) {
	file := pass.Fset.File(d.Pos)
	if file == nil || d.Category == "" || d.Category == directive.Category || pass.ReadFile == nil {
		return analysis.SuggestedFix{}, false
	}
	text, err := pass.ReadFile(file.Name())
	start := file.LineStart(file.PositionFor(d.Pos, false).Line)
	if err != nil || len(text) != file.Size() {
		return analysis.SuggestedFix{}, false
	}
	line := text[file.Offset(start):]
	indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
	return analysis.SuggestedFix{
		Message: "Suppress this finding: write why it can't happen",
		TextEdits: []analysis.TextEdit{{
			Pos: start, End: token.NoPos,
			NewText: []byte(string(indent) + directive.Text(d.Category, "TODO: say why this can't happen") + "\n"),
		}},
	}, true
}
