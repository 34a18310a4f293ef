// Package severity says how severe a finding is, by its confidence and the project's settings.
package severity

import (
	"fmt"
	"slices"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/story"
)

// A Level is how severe a finding is, in the words of SARIF.
type Level string

// The levels.
const (
	Error   Level = "error"
	Warning Level = "warning"
	Note    Level = "note"
)

// Levels lists the levels, the most severe first.
func Levels() []Level { return []Level{Error, Warning, Note} }

// A Scale has a level for each degree of confidence. One that is missing has
// the usual level.
type Scale map[story.Confidence]Level

// usual are the levels that a project has unless it says something else. What
// streamvet reports has happened in an execution, if not of all of the program.
var usual = Scale{story.Certain: Error, story.Conditional: Error, story.Assumed: Warning}

// Of returns the level of a finding.
func (s Scale) Of(f *govet.Finding) Level {
	if f.Story == nil {
		return Error
	}
	for _, scale := range []Scale{s, usual} {
		if level, ok := scale[f.Story.Confidence]; ok {
			return level
		}
	}
	return Error
}

// Set sets a level, both by their names.
func (s Scale) Set(confidence, level string) error {
	if _, ok := usual[story.Confidence(confidence)]; !ok {
		return fmt.Errorf("there is no confidence %q: it is certain, conditional or assumed", confidence)
	}
	if !slices.Contains(Levels(), Level(level)) {
		return fmt.Errorf("there is no level %q: it is error, warning or note", level)
	}
	s[story.Confidence(confidence)] = Level(level)
	return nil
}
