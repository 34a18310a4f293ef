// Package sarif writes findings as a SARIF 2.1.0 log, which code scanning
// services and editors read.
//
// Each category that has a page is a rule with that page as its help.
// A result has the two places of the overlap, and what leads to them, as
// related locations, which its message links, and as a code flow with a
// thread for each of the two sides. Its fingerprint does not depend on
// line numbers.
package sarif

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/streamvet/streamvet/internal/anchor"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/report"
)

const (
	home      = "https://github.com/streamvet/streamvet"
	schemaURI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

	// baseID stands for the root of the repository, wherever a reader
	// has it. GitHub knows this name.
	baseID = "%SRCROOT%"
)

// Write writes a result as one SARIF log. File names become relative to
// root, as far as the files are below it. Version is streamvet's.
func Write(w io.Writer, res *govet.Result, root, version string) error {
	findings := res.Findings
	rules := newRuleSet()
	places := newPlaces(root)
	anchors := anchor.Of(findings)
	seen := make(map[anchor.Anchor]int)

	results := []result{} // a run without findings has an empty list, not null
	for i, f := range findings {
		id, index := rules.index(f.Category)
		n := seen[anchors[i]]
		seen[anchors[i]]++
		results = append(results, newResult(f, id, index, places, fingerprint(anchors[i], n)))
	}

	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(log{
		Schema:  schemaURI,
		Version: "2.1.0",
		Runs: []run{{
			Tool: tool{Driver: driver{
				Name:           "streamvet",
				Version:        version,
				InformationURI: home,
				Rules:          rules.list,
			}},
			ColumnKind: "unicodeCodePoints",
			OriginalURIBaseIDs: map[string]baseURI{
				baseID: {Description: message{Text: "The root of the repository."}},
			},
			Invocations: []invocation{newInvocation(res.Unanalyzed, places)},
			Results:     results,
		}},
	})
}

// newInvocation tells which packages could not be analyzed. That is how SARIF
// wants it (appendix I): the execution was successful, since there are results,
// and a notification of an error says that they may not be all. A log that
// says otherwise is refused by GitHub, with its results:
// https://github.com/github/codeql-action/issues/1316.
func newInvocation(list []govet.Unanalyzed, places *places) invocation {
	inv := invocation{ExecutionSuccessful: true}
	for _, u := range list {
		text := "A package"
		if u.Package != "" {
			text = "The package " + u.Package
		}
		n := notification{Level: "error", Message: message{Text: escape(text + " was not analyzed (" + u.Reason + ").")}}
		if u.Text != "" {
			n.Message.Text += "\n" + escape(u.Text)
		}
		if u.Pos.IsValid() {
			n.Locations = []location{{PhysicalLocation: places.at(u.Pos, u.Pos)}}
		}
		inv.ToolExecutionNotifications = append(inv.ToolExecutionNotifications, n)
	}
	return inv
}

// fingerprint identifies the n-th finding with an anchor.
func fingerprint(a anchor.Anchor, n int) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{a.Category, a.Package, a.Func, a.Expr}, "\x00")))
	return fmt.Sprintf("%x:%d", sum[:8], n+1)
}

// newResult makes the result for a finding of the rule with this ID and
// index.
func newResult(f govet.Finding, id string, index int, places *places, mark string) result {
	r := result{
		RuleID:    id,
		RuleIndex: index,
		Level:     "error",
		Locations: []location{{PhysicalLocation: places.at(f.Pos, f.End)}},
		PartialFingerprints: map[string]string{
			"streamvet/v1": mark,
			// The only one that GitHub looks at. Without it, the upload
			// makes one from the text around the line.
			"primaryLocationLineHash": mark,
		},
	}
	// Readers show the rule beside the message.
	var text strings.Builder
	text.WriteString(escape(strings.TrimSuffix(f.Message, " ["+f.Category+"]")))
	for i, rel := range f.Related {
		// GitHub shows related locations only where the message links
		// them.
		fmt.Fprintf(&text, "\n\t[%s](%d)", escape(rel.Message), i+1)
		r.RelatedLocations = append(r.RelatedLocations, location{
			ID:               i + 1,
			PhysicalLocation: places.at(rel.Pos, rel.End),
			Message:          &message{Text: rel.Message},
		})
	}
	r.Message = message{Text: text.String()}
	r.CodeFlows = codeFlows(f, places)
	return r
}

// escape makes brackets stand for themselves: in messages they enclose
// the text of links.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(s)
}

// codeFlows tells the story of a finding as two threads: the way to its own
// place, and the way to the other access. A finding may have several of
// these; the threads tell of the first, as the message does.
func codeFlows(f govet.Finding, places *places) []codeFlow {
	if len(f.Related) == 0 {
		return nil
	}
	last := endOfOther(f.Related)
	here, there := threadFlow{ID: "this call"}, threadFlow{ID: "the other call"}
	reached := false // the other access, or a call that leads to it and not here
	for i, rel := range f.Related {
		side, access := report.SideOf(rel.Message)
		if side != report.These && i > last {
			break // of another access
		}
		step := flowLocation{places.location(rel)}
		if i <= last {
			there.Locations = append(there.Locations, step)
			reached = reached || access || side == report.Other
		}
		if side == report.These {
			here.Locations = append(here.Locations, step)
		}
	}
	own := flowLocation{places.location(govet.Related{Pos: f.Pos, End: f.End, Message: f.Message})}
	here.Locations = append(here.Locations, own)
	if !reached {
		there.Locations = append(there.Locations, own)
	}
	return []codeFlow{{ThreadFlows: []threadFlow{here, there}}}
}

// endOfOther returns the index of the last of the related places that are
// on the way to the other access.
func endOfOther(list []govet.Related) int {
	last := -1
	for i, rel := range list {
		side, access := report.SideOf(rel.Message)
		if access && side != report.These {
			return i
		}
		if side != report.These && (last < 0 || last == i-1) {
			last = i
		}
	}
	if last < 0 { // they are all on both ways
		last = len(list) - 1
	}
	return last
}
