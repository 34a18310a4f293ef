package analyzer

import (
	"github.com/streamvet/streamvet/internal/infer"
	"github.com/streamvet/streamvet/internal/summary"
	"github.com/streamvet/streamvet/internal/witness"
)

// stories returns the conflicts that the inference engine has found as stories.
func stories(conflicts []infer.Conflict) []witness.Story {
	var out []witness.Story
	for _, c := range conflicts {
		out = append(out, witness.Story{Category: c.Category, A: lane(&c.A), B: lane(&c.B), Stream: c.Stream, Frame: c.Frame})
	}
	return out
}

func lane(e *summary.Effect) witness.Lane {
	l := witness.Lane{Method: e.Method, Side: e.Side}
	for _, s := range e.Trace {
		kind := witness.AtCall
		switch s.Kind {
		case summary.AtGo:
			kind = witness.AtGo
		case summary.AtHandler:
			kind = witness.AtHandler
		}
		l.Steps = append(l.Steps, witness.Step{Kind: kind, Pos: s.Pos})
	}
	return l
}
