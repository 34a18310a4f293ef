package govet

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/streamvet/streamvet/internal/story"
)

// A Package is one that was analyzed.
type Package struct {
	ID string // as in [Finding].Package
	Status
}

// A Status is what the tool tells about a package besides its findings. It
// is on the tool's standard output, among what go vet -json prints, since
// that is what the go command keeps in its cache: a package that is not
// analyzed anew has its status as it has its findings.
type Status struct {
	Streams    bool   `json:"streams,omitempty"`    // the package can matter for streams
	Suppressed int    `json:"suppressed,omitempty"` // findings that directives accept
	Unexplored string `json:"unexplored,omitempty"` // why it was not explored to the end, if so

	// Stories are those of the findings. Decode moves them to Result.Findings.
	Stories []*story.Story `json:"stories,omitempty"`

	// Why answers a question about two lines, if one was asked and the package
	// can answer it.
	Why *story.Answer `json:"why,omitempty"`
}

const (
	// StatusFlag is the flag by which go vet asks the tool for statuses.
	// Output with statuses isn't what go vet without -json can read.
	StatusFlag = "status"

	// statusKey stands where others have the name of an analyzer. It is
	// none: those are identifiers.
	statusKey = "status:"
)

// WriteStatus writes the status of a package as the tool does. If the status is nil, it only says
// that some package is done, one that was analyzed for its importers alone.
func WriteStatus(w io.Writer, id string, s *Status) error {
	if s == nil {
		id, s = "", new(Status)
	}
	data, err := json.Marshal(map[string]map[string]*Status{id: {statusKey: s}})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", data)
	return err
}
