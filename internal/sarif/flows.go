package sarif

import (
	"fmt"

	"github.com/streamvet/streamvet/internal/story"
)

// ordinals name the goroutines, as texts do.
var ordinals = [2]string{"first", "second"}

// codeFlows tells a story twice. Most viewers show the first thread of the first
// flow and nothing else, so that has both goroutines, in the order of time, and
// sets them apart by the nesting level. The second flow has a thread for each.
func codeFlows(s *story.Story, places *places) []codeFlow {
	if len(s.Events) == 0 {
		return nil
	}
	both := threadFlow{ID: "both goroutines, in time"}
	var each [2]threadFlow
	for i, lane := range s.Lanes {
		each[i] = threadFlow{ID: ordinals[i], Message: &message{Text: lane.Name}}
	}
	for i, e := range s.Events {
		step := flowLocation{
			Location:       places.note(e.Place, e.Text),
			Kinds:          kinds[e.Kind],
			ExecutionOrder: i + 1,
			Importance:     importance(e.Kind),
		}
		each[e.Lane].Locations = append(each[e.Lane].Locations, step)
		step.Location = places.note(e.Place, ordinals[e.Lane]+": "+e.Text)
		step.NestingLevel = e.Lane + 1 // from 1 on, as VS Code indents
		both.Locations = append(both.Locations, step)
	}
	flows := []codeFlow{{
		Message:     &message{Text: "Both goroutines, in the order of time."},
		ThreadFlows: []threadFlow{both},
	}}
	lanes := codeFlow{Message: &message{Text: "Each goroutine for itself."}}
	for _, thread := range each {
		if len(thread.Locations) > 0 {
			lanes.ThreadFlows = append(lanes.ThreadFlows, thread)
		}
	}
	return append(flows, lanes)
}

// kinds are those of the specification, 3.38.8.
var kinds = map[story.Kind][]string{
	story.Handler: {"enter", "handler"},
	story.Go:      {"enter", "function"},
	story.Return:  {"exit", "function"},
	story.Call:    {"call", "function"},
	story.Locked:  {"acquire", "lock"},
	story.Freed:   {"release", "lock"},
	story.Access:  {"call", "danger"},
	story.End:     {"exit", "function"},
}

func importance(kind story.Kind) string {
	switch kind {
	case story.Access:
		return "essential"
	case story.Call, story.Freed:
		return "unimportant"
	}
	return "important"
}

// stacks returns the stack of each goroutine at its access, the innermost frame
// first.
func stacks(s *story.Story, places *places) (out []stack) {
	for i, lane := range s.Lanes {
		st := stack{Message: message{Text: fmt.Sprintf("The %s goroutine, %s, at its %s.", ordinals[i], lane.Name, lane.Method)}}
		for _, e := range s.Events {
			if e.Way == i+1 {
				st.Frames = append([]frame{{places.note(e.Place, e.Text)}}, st.Frames...)
			}
		}
		if len(st.Frames) > 0 {
			out = append(out, st)
		}
	}
	return out
}

// properties tell what a story rests on.
func properties(s *story.Story) map[string]any {
	p := make(map[string]any)
	if s.Confidence != "" {
		p["confidence"] = s.Confidence
	}
	if s.Stream.Name != "" {
		p["stream"] = s.Stream.Name
	}
	for name, notes := range map[string][]story.Note{"conditions": s.Conditions, "reasons": s.Reasons} {
		var texts []string
		for _, n := range notes {
			texts = append(texts, n.Text)
		}
		if texts != nil {
			p[name] = texts
		}
	}
	return p
}
