package sarif

import (
	"strings"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/internal/directive"
)

// A ruleSet is the list of rules of a log: one for each category that
// has a page, found or not, and one for each other category found.
type ruleSet struct {
	list []rule
	byID map[string]int
}

func newRuleSet() *ruleSet {
	s := &ruleSet{byID: make(map[string]int)}
	for _, category := range checks.Categories() {
		s.index(category)
	}
	return s
}

// index returns the ID of the rule for a category, and its index in the
// list.
func (s *ruleSet) index(category string) (id string, index int) {
	id = category
	if id == "" {
		id = "streamvet"
	}
	i, ok := s.byID[id]
	if !ok {
		i = len(s.list)
		s.byID[id] = i
		s.list = append(s.list, newRule(id))
	}
	return id, i
}

func newRule(id string) rule {
	r := rule{
		ID:                   id,
		Name:                 id,
		ShortDescription:     message{Text: "Reported by streamvet."},
		Help:                 markdown{Text: "See " + home + "."},
		HelpURI:              home,
		DefaultConfiguration: configuration{Level: "error"},
		Properties:           map[string]any{"tags": append([]string{"concurrency"}, checks.Libraries(id)...), "problem.severity": "error"},
	}
	if id == directive.Category {
		r.ShortDescription = message{Text: "A //streamvet:ignore comment that has no effect."}
		r.Help = markdown{Text: "How to suppress a finding: " + directive.URL, Markdown: "[How to suppress a finding](" + directive.URL + ")"}
		r.HelpURI = directive.URL
	}
	if page, ok := checks.Page(id); ok {
		r.ShortDescription = message{Text: summary(page)}
		r.Help = markdown{Text: page, Markdown: page}
		r.HelpURI = checks.URL(id)
	}
	return r
}

// summary returns the first paragraph of a page that is no heading, as
// one line, or else its heading.
func summary(page string) string {
	heading := ""
	for paragraph := range strings.SplitSeq(page, "\n\n") {
		text := strings.Join(strings.Fields(paragraph), " ")
		switch {
		case text == "":
		case strings.HasPrefix(text, "#"):
			if heading == "" {
				heading = strings.TrimLeft(text, "# ")
			}
		default:
			return text
		}
	}
	return heading
}
