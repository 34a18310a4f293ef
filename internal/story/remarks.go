package story

import "slices"

// Remarks returns, for output in lines, what a story says besides its events: where the stream comes
// from, the conditions, and the reasons why a lock or a wait nearby doesn't help.
func (s *Story) Remarks() (list []Note) {
	add := func(about string, notes []Note) {
		for _, n := range notes {
			list = append(list, Note{Place: n.Place, Text: about + n.Text})
		}
	}
	first, second := s.Stream.Origins[0], s.Stream.Origins[1]
	noun := s.Stream.Noun()
	if slices.Equal(first, second) {
		add("the "+noun+" of both: ", first)
	} else {
		add("the "+noun+", first goroutine: ", first)
		add("the "+noun+", second goroutine: ", second)
	}
	add("this happens if ", s.Conditions)
	add("it doesn't help that ", s.Reasons)
	return list
}
