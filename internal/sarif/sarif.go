// Package sarif writes findings as a SARIF 2.1.0 log, which code scanning
// services and editors read.
//
// Each category that has a page is a rule with that page as its help.
// A result has the two places of the overlap, and what leads to them, as
// related locations, which its message links, and the story as code flows and
// stacks. Its fingerprint does not depend on line numbers.
package sarif

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/internal/anchor"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/severity"
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
func Write(w io.Writer, res *govet.Result, scale severity.Scale, root, version string) error {
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
		results = append(results, newResult(&f, id, index, places, string(scale.Of(&f)), fingerprint(anchors[i], n)))
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
			n.Locations = []location{{PhysicalLocation: new(places.at(u.Pos, u.Pos))}}
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
func newResult(f *govet.Finding, id string, index int, places *places, level, mark string) result {
	r := result{
		RuleID:    id,
		RuleIndex: index,
		Level:     level,
		Locations: []location{{PhysicalLocation: new(places.at(f.Pos, f.End))}},
		PartialFingerprints: map[string]string{
			"streamvet/v1": mark,
			// The only one that GitHub looks at. Without it, the upload
			// makes one from the text around the line.
			"primaryLocationLineHash": mark,
		},
	}
	// Readers show the rule beside the message.
	var text strings.Builder
	located := func(text string) string { return f.Story.Located(text, places.name) }
	text.WriteString(escape(located(strings.TrimSuffix(f.Message, " ["+f.Category+"]"))))
	// GitHub shows related locations only where the message links them.
	link := func(l location) {
		l.ID = len(r.RelatedLocations) + 1
		fmt.Fprintf(&text, "\n\t[%s](%d)", escape(l.Message.Text), l.ID)
		r.RelatedLocations = append(r.RelatedLocations, l)
	}
	for _, rel := range f.Related {
		rel.Message = located(rel.Message)
		link(places.location(rel))
	}
	if s := f.Story; s != nil {
		for _, n := range s.Remarks() {
			if l := places.note(n.Place, located(n.Text)); l.PhysicalLocation != nil {
				link(l)
			} else {
				fmt.Fprintf(&text, "\n\t%s", escape(l.Message.Text))
			}
		}
		if fix, ok := checks.Fix(f.Category, s.Recipe); ok {
			fmt.Fprintf(&text, "\n\tTo fix it: %s[%s](%s)", escape(advice(located(s.Advice))), escape(fix.Title), fix.URL)
		}
		r.CodeFlows, r.Stacks, r.Properties = codeFlows(s, places), stacks(s, places), properties(s)
	}
	r.Message = message{Text: text.String()}
	return r
}

// advice returns what comes before the link to a recipe.
func advice(text string) string {
	if text == "" {
		return ""
	}
	return text + ": "
}

// escape makes brackets stand for themselves: in messages they enclose
// the text of links.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(s)
}
