package analyzer

import "github.com/streamvet/streamvet/internal/story"

// A Result is what the analysis of a package tells about itself, for drivers
// that show more than diagnostics. It is the result of Analyzer's Run.
type Result struct {
	// Streams reports whether the package can matter for streams: if not,
	// little was looked at.
	Streams bool

	// Suppressed is the number of findings that directives suppress.
	Suppressed int

	// Unexplored, if not empty, says why the package was not explored to
	// the end. There may be more to find then.
	Unexplored string

	// Findings has the story of each diagnostic but those about directives, in
	// the order in which they were reported.
	Findings []*story.Story

	// Why answers the question that was asked with the flag why, if the
	// package has the code that it is about: else it is nil.
	Why *story.Answer
}
