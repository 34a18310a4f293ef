package terminal

import (
	"fmt"
	"strings"

	"github.com/streamvet/streamvet/internal/story"
)

// ordinals name the goroutines.
var ordinals = [2]string{"first", "second"}

// lanePaints are the paints of the two lanes.
var lanePaints = [2]paint{red, blue}

// lanes shows what both goroutines do, side by side, from top to bottom in
// time.
func (p *printer) lanes(s *story.Story) {
	rows := s.Rows()
	if len(rows) == 0 {
		return
	}
	digits := len(fmt.Sprint(rows[len(rows)-1].Number))
	l := lanesPrinter{printer: p, digits: digits, left: p.gutter + digits}
	room := p.width - l.left - 2
	l.column = (room - 2) / 2
	if l.column < 28 { // one below the other, then
		l.column, l.one = room, true
	}
	p.line(text{}.add(blue, strings.Repeat(" ", p.gutter)+"= ").add(bold, "one possible order").add(plain, ", from top to bottom:"))
	l.heads(s)
	spans := story.Spans(rows)
	for i, r := range rows {
		l.row(r, [2]bool{spans[0].Has(i), spans[1].Has(i)}, spans[r.Lane].From > i)
	}
	l.unordered(s, rows)
	p.line(p.bar())
}

// A lanesPrinter prints the lanes of one story.
type lanesPrinter struct {
	*printer
	digits int
	left   int  // columns before the first lane
	column int  // width of a lane
	one    bool // there is no room for two: they share one
}

// heads prints the names of the lanes.
func (l *lanesPrinter) heads(s *story.Story) {
	if l.one {
		for i, lane := range s.Lanes {
			for _, s := range wrap(ordinals[i]+": "+l.short(lane.Name, l.column), l.column) {
				l.line(l.number(0).add(lanePaints[i], s))
			}
		}
		return
	}
	var heads [2][]string
	for i, lane := range s.Lanes {
		heads[i] = wrap(ordinals[i]+": "+l.short(lane.Name, l.column-2), l.column-2)
	}
	for k := range max(len(heads[0]), len(heads[1])) {
		t := l.number(0)
		for i := range heads {
			part := text{}
			if k < len(heads[i]) {
				part = part.add(lanePaints[i], heads[i][k])
			}
			t = append(t, l.fill(part, i)...)
		}
		l.line(t)
	}
}

// short returns a text in which the names of files are no longer than a column is wide.
func (l *lanesPrinter) short(s string, room int) string {
	const line = len(":12345,")
	return clean(l.story.Located(s, func(file string) string { return shorten(l.name(file), room-line) }))
}

// number returns the begin of a row; 0 is none.
func (l *lanesPrinter) number(n int) text {
	s := ""
	if n > 0 {
		s = fmt.Sprint(n)
	}
	return text{}.add(faint, fmt.Sprintf("%*s  ", l.left, s))
}

// fill makes a text as wide as its lane.
func (l *lanesPrinter) fill(t text, lane int) text {
	if lane == 1 {
		return t
	}
	return t.add(plain, strings.Repeat(" ", max(0, l.column+2-t.width())))
}

// row prints an event in its lane. What is done early is done before the goroutine is there.
func (l *lanesPrinter) row(r story.Row, there [2]bool, early bool) {
	bar := func(lane int) string {
		if there[lane] && (r.Starts != lane+1 || r.Lane == lane) {
			return "|"
		}
		return " "
	}
	lines := l.event(r, early)
	for k, line := range lines {
		n := 0
		if k == 0 {
			n = r.Number
		}
		t := l.number(n)
		switch {
		case l.one:
			mark := fmt.Sprintf("%-8s", ordinals[r.Lane])
			if k > 0 {
				mark = strings.Repeat(" ", 8)
			}
			t = append(t.add(lanePaints[r.Lane], mark), line...)
		case r.Lane == 0:
			t = append(t, l.fill(line, 0)...)
			if bar(1) == "|" {
				t = t.add(lanePaints[1], "|")
			}
		default:
			t = append(append(t, l.fill(text{}.add(lanePaints[0], bar(0)), 0)...), line...)
		}
		l.line(t)
	}
}

// event returns the lines that tell of an event.
func (l *lanesPrinter) event(r story.Row, early bool) []text {
	room := l.column - 4
	if l.one {
		room -= 8
	}
	look := plain
	mark := "o "
	if r.Kind == story.Access {
		look, mark = lanePaints[r.Lane], "# "
	}
	switch {
	case r.Number == 0:
		mark = ": "
	case early:
		mark = ". "
	}
	var lines []text
	for i, s := range wrap(l.short(r.Text, room), room) {
		if i > 0 {
			mark = "  "
		}
		lines = append(lines, text{}.add(lanePaints[r.Lane], mark).add(look, s))
	}
	if place := l.place(r.Place); place != "" {
		last := len(lines) - 1
		if lines[last].width()+2+width(place) <= room+2 {
			lines[last] = lines[last].add(faint, "  "+place)
			return lines
		}
		lines = append(lines, text{}.add(plain, "  ").add(faint, shorten(place, room)))
	}
	return lines
}

// unordered says that nothing orders the two accesses, or that it doesn't help.
func (l *lanesPrinter) unordered(s *story.Story, rows []story.Row) {
	at := story.Accesses(rows)
	if at[0] == 0 || at[1] == 0 {
		return
	}
	said := " " + clean(s.Missing(min(at[0], at[1]), max(at[0], at[1]))) + " "
	dashes := max(0, l.column+2-width(said)-1)
	if l.one {
		dashes = 6
	}
	t := l.number(0).add(red, "'"+strings.Repeat("-", dashes/2)+said+strings.Repeat("-", dashes-dashes/2))
	if !l.one {
		t = t.add(red, "'")
	}
	l.line(t)
}
