package govet

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/streamvet/streamvet/internal/story"
)

// A Result is what one run of go vet reported, in a fixed order and
// without repetitions.
type Result struct {
	// Findings are sorted by place, then by analyzer and message.
	Findings []Finding

	// Packages are those that were analyzed, sorted by ID, if the tool was
	// asked for their status.
	Packages []Package

	// Unanalyzed are the packages that could not be analyzed, sorted. Run doesn't fill it in, since
	// it doesn't know what was asked for.
	Unanalyzed []Unanalyzed

	// Known is the number of findings that a baseline accepts, which are not
	// in Findings any more.
	Known int

	// Unchanged is the number of findings that have nothing to do with what has
	// changed since a revision, which are not in Findings any more either.
	Unchanged int

	// Errors are the packages on which the analyzer itself failed,
	// sorted by package.
	Errors []AnalysisError
}

// A Finding is one diagnostic.
type Finding struct {
	Package  string         // import path, such as "example.com/chat" or "example.com/chat [example.com/chat.test]"
	Analyzer string         // name of the analyzer: "streamvet"
	Category string         // such as "sendsend"
	Pos, End token.Position // Offset is not known; Column is 1 in packages known only by export data
	Message  string
	Related  []Related
	Fixes    []Fix

	// Story is what there is to tell besides, if the tool was asked for it and
	// there is a story: nil otherwise.
	Story *story.Story
}

// Related is another place that belongs to a finding.
type Related struct {
	Pos, End token.Position
	Message  string
}

// A Fix is a suggested change, to be applied as a whole.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// An Edit replaces the bytes from Start up to End of the named file.
type Edit struct {
	Filename string `json:"filename"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	New      string `json:"new"`
}

// An AnalysisError is the error with which an analyzer gave up on a package.
type AnalysisError struct {
	Package  string
	Analyzer string
	Message  string
}

func (e AnalysisError) Error() string {
	return fmt.Sprintf("%s: %s: %s", e.Package, e.Analyzer, e.Message)
}

// The wire format: one object a package, from its ID to the name of the
// analyzer to a list of diagnostics or an error.
type (
	wireTree map[string]map[string]json.RawMessage

	wireError struct {
		Err string `json:"error"`
	}

	wireDiagnostic struct {
		Category string        `json:"category,omitempty"`
		Posn     string        `json:"posn"`
		End      string        `json:"end"`
		Message  string        `json:"message"`
		Fixes    []Fix         `json:"suggested_fixes,omitempty"`
		Related  []wireRelated `json:"related,omitempty"`
	}

	wireRelated struct {
		Posn    string `json:"posn"`
		End     string `json:"end"`
		Message string `json:"message"`
	}
)

// Decode reads what go vet -json prints: JSON objects one after the
// other, among which the go command may put lines that start with "#".
func Decode(r io.Reader) (*Result, error) { return decode(r, nil) }

func decode(r io.Reader, watch func(Event)) (*Result, error) {
	res := new(Result)
	dec := json.NewDecoder(newCommentStripper(r))
	for {
		var tree wireTree
		if err := dec.Decode(&tree); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		for pkg, byAnalyzer := range tree {
			event, err := res.addPackage(pkg, byAnalyzer)
			if err != nil {
				return nil, err
			}
			if watch != nil {
				watch(event)
			}
		}
	}
	res.normalize()
	return res, nil
}

// addPackage adds what was said about one package.
func (r *Result) addPackage(pkg string, byAnalyzer map[string]json.RawMessage) (Event, error) {
	before := len(r.Findings)
	for analyzer, raw := range byAnalyzer {
		if err := r.add(pkg, analyzer, raw); err != nil {
			return Event{}, err
		}
	}
	_, done := byAnalyzer[statusKey]
	return Event{pkg, done, len(r.Findings) - before}, nil
}

// add adds what one analyzer said about one package.
func (r *Result) add(pkg, analyzer string, raw json.RawMessage) error {
	if analyzer == statusKey {
		p := Package{ID: pkg}
		if err := json.Unmarshal(raw, &p.Status); err != nil {
			return err
		}
		if pkg != "" {
			r.Packages = append(r.Packages, p)
		}
		return nil
	}
	if len(raw) > 0 && raw[0] == '{' {
		var e wireError
		if err := json.Unmarshal(raw, &e); err != nil {
			return err
		}
		r.Errors = append(r.Errors, AnalysisError{pkg, analyzer, e.Err})
		return nil
	}
	var diags []wireDiagnostic
	if err := json.Unmarshal(raw, &diags); err != nil {
		return err
	}
	for _, d := range diags {
		f := Finding{
			Package:  pkg,
			Analyzer: analyzer,
			Category: d.Category,
			Pos:      parsePosition(d.Posn),
			End:      parsePosition(d.End),
			Message:  d.Message,
			Fixes:    d.Fixes,
		}
		for _, rel := range d.Related {
			f.Related = append(f.Related, Related{parsePosition(rel.Posn), parsePosition(rel.End), rel.Message})
		}
		r.Findings = append(r.Findings, f)
	}
	return nil
}

// normalize sorts, since packages arrive in the order in which their
// analysis ended, and drops repetitions: a file may belong to a package
// and to its test variant.
func (r *Result) normalize() {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(
			comparePositions(a.Pos, b.Pos),
			strings.Compare(a.Analyzer, b.Analyzer),
			strings.Compare(a.Category, b.Category),
			strings.Compare(a.Message, b.Message),
			comparePositions(a.End, b.End),
			strings.Compare(a.Package, b.Package),
		)
	})
	r.Findings = slices.CompactFunc(r.Findings, func(a, b Finding) bool {
		b.Package, b.Story = a.Package, a.Story // the first one's
		return reflect.DeepEqual(a, b)
	})
	slices.SortStableFunc(r.Packages, func(a, b Package) int { return strings.Compare(a.ID, b.ID) })
	r.Packages = slices.CompactFunc(r.Packages, func(a, b Package) bool { return a.ID == b.ID })
	r.tellStories()
	r.dropRetold()
	r.Unanalyzed = sortUnanalyzed(r.Unanalyzed)
	slices.SortFunc(r.Errors, func(a, b AnalysisError) int {
		return cmp.Or(strings.Compare(a.Package, b.Package), strings.Compare(a.Analyzer, b.Analyzer))
	})
}

func comparePositions(a, b token.Position) int {
	return cmp.Or(
		strings.Compare(a.Filename, b.Filename),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
	)
}

// parsePosition parses "file:line:col" or "file:line". What it can't
// parse, such as "-", becomes the file name of a position without a line.
func parsePosition(s string) token.Position {
	file, last, ok := cutNumber(s)
	if !ok {
		return token.Position{Filename: s}
	}
	if name, line, ok := cutNumber(file); ok {
		return token.Position{Filename: name, Line: line, Column: last}
	}
	return token.Position{Filename: file, Line: last}
}

// cutNumber cuts ":N" off the end of s.
func cutNumber(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	if err != nil {
		return s, 0, false
	}
	return s[:i], n, true
}

// WriteJSON writes the result in the format of go vet -json, as one
// object.
func (r *Result) WriteJSON(w io.Writer) error {
	diags := make(map[string]map[string][]wireDiagnostic)
	for _, f := range r.Findings {
		d := wireDiagnostic{
			Category: f.Category,
			Posn:     f.Pos.String(),
			End:      f.End.String(),
			Message:  f.Message,
			Fixes:    f.Fixes,
		}
		for _, rel := range f.Related {
			d.Related = append(d.Related, wireRelated{rel.Pos.String(), rel.End.String(), rel.Message})
		}
		if diags[f.Package] == nil {
			diags[f.Package] = make(map[string][]wireDiagnostic)
		}
		diags[f.Package][f.Analyzer] = append(diags[f.Package][f.Analyzer], d)
	}
	out := make(map[string]map[string]any)
	put := func(pkg, analyzer string, v any) {
		if out[pkg] == nil {
			out[pkg] = make(map[string]any)
		}
		out[pkg][analyzer] = v
	}
	for pkg, byAnalyzer := range diags {
		for analyzer, list := range byAnalyzer {
			put(pkg, analyzer, list)
		}
	}
	for _, e := range r.Errors {
		put(e.Package, e.Analyzer, wireError{e.Message})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "\t")
	return enc.Encode(out)
}
