package htmlreport

import (
	"fmt"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/story"
)

// A picture has the two goroutines as columns and their events from top to
// bottom in time. Its numbers are those of an SVG.
type picture struct {
	Width, Height int
	Lanes         [2]column
	Steps         []step
	Edges         []edge
	Missing       *edge // the order that there is not
	Text          string
}

// A column is a goroutine.
type column struct {
	X, Top, Bottom int
	TextX          int
	Head           []textLine
	Class          string
}

// A step is an event.
type step struct {
	Number int // 0 if there is none
	X, Y   int
	TextX  int
	Lines  []textLine
	Class  string
	Access bool
	Early  bool // before the goroutine is there
}

// A textLine is a line of text at a place.
type textLine struct {
	Y     int
	Text  string
	Faint bool
}

// An edge leads from one point to another.
type edge struct {
	X1, Y1, X2, Y2 int
	MidX, MidY     int
	TextX, TextY   int
	Text           string
}

// The measures of a picture. The texts of the first lane are on its left, those
// of the second on its right: what leads from one to the other crosses none. Text
// is wrapped by the number of characters, since nobody measures it before a
// browser does: there is room to spare.
const (
	pictureWidth = 920
	textOffset   = 16
	lineHeight   = 17
	rowGap       = 9
	lineChars    = 46
	topMargin    = 8
	startDrop    = 14 // from a go statement to the top of the goroutine that it starts
)

var (
	laneX       = [2]int{410, 520}
	textX       = [2]int{laneX[0] - textOffset, laneX[1] + textOffset}
	laneClasses = [2]string{"first", "second"}
)

// picture draws a story.
func (b *builder) picture(s *story.Story) *picture {
	if len(s.Events) == 0 {
		return nil
	}
	p := &picture{Width: pictureWidth}
	y := topMargin
	deepest := 0
	for i := range p.Lanes {
		c := &p.Lanes[i]
		c.X, c.TextX, c.Class = laneX[i], textX[i], laneClasses[i]
		for k, text := range wrap(laneClasses[i]+": "+b.located(s.Lanes[i].Name), lineChars) {
			c.Head = append(c.Head, textLine{Y: y + (k+1)*lineHeight, Text: text})
		}
		deepest = max(deepest, len(c.Head))
	}
	y += deepest*lineHeight + 2*rowGap
	rows, spans := s.Rows(), story.Spans(s.Rows())
	for i, r := range rows {
		st := b.step(r.Event, r.Number, y)
		st.Early = i < spans[r.Lane].From
		y += len(st.Lines)*lineHeight + rowGap
		p.Steps = append(p.Steps, st)
	}
	p.columns(rows, spans)
	p.starts(rows)
	p.orders(s.Orders, rows)
	if p.missing(s, rows, y) {
		y += 2 * lineHeight
	}
	p.Height = y + rowGap
	p.Text = fmt.Sprintf("What %s and %s do, from top to bottom in time: %d events.", printable.Line(s.Lanes[0].Name), printable.Line(s.Lanes[1].Name), len(p.Steps))
	return p
}

// step draws an event from y on.
func (b *builder) step(e story.Event, number, y int) step {
	st := step{
		Number: number, X: laneX[e.Lane], Y: y + lineHeight/2, TextX: textX[e.Lane],
		Class: laneClasses[e.Lane], Access: e.Kind == story.Access,
	}
	add := func(text string, faint bool) {
		for _, line := range wrap(text, lineChars) {
			st.Lines = append(st.Lines, textLine{Y: y + len(st.Lines)*lineHeight + lineHeight - 4, Text: line, Faint: faint})
		}
	}
	add(b.located(e.Text), false)
	if place := b.place(e.Place); place != "" {
		add(place, true)
	}
	return st
}

// columns draws the goroutines while they are there.
func (p *picture) columns(rows []story.Row, spans [2]story.Span) {
	for lane, span := range spans {
		if span.From > span.To || span.To >= len(rows) {
			continue
		}
		c := &p.Lanes[lane]
		c.Top, c.Bottom = p.Steps[span.From].Y, p.Steps[span.To].Y
		if rows[span.From].Starts == lane+1 && rows[span.From].Lane != lane {
			c.Top += startDrop
			c.Bottom = max(c.Bottom, c.Top)
		}
	}
}

// starts draws that one goroutine has started the other.
func (p *picture) starts(rows []story.Row) {
	for i, r := range rows {
		if r.Starts == 0 || r.Starts-1 == r.Lane {
			continue
		}
		st, c := p.Steps[i], p.Lanes[r.Starts-1]
		p.Edges = append(p.Edges, edge{X1: st.X, Y1: st.Y, X2: c.X, Y2: c.Top, Text: fmt.Sprintf("%d starts the goroutine", r.Number)})
	}
}

// orders draws which events happen before one of the other goroutine. Where several events share
// a row, it is the row's.
func (p *picture) orders(orders []story.Order, rows []story.Row) {
	rowOf := func(event int) int {
		return slices.IndexFunc(rows, func(r story.Row) bool { return r.First <= event && event <= r.Last })
	}
	for _, o := range orders {
		from, to := rowOf(o.From), rowOf(o.To)
		if from < 0 || to < 0 || rows[from].Lane == rows[to].Lane {
			continue
		}
		a, b := p.Steps[from], p.Steps[to]
		p.Edges = append(p.Edges, edge{X1: a.X, Y1: a.Y, X2: b.X, Y2: b.Y, Text: fmt.Sprintf("%d happens before %d", a.Number, b.Number)})
	}
}

// missing draws that nothing orders the two accesses, from y on, and reports
// whether there are two.
func (p *picture) missing(s *story.Story, rows []story.Row, y int) bool {
	at := [2]int{-1, -1}
	for i, e := range rows {
		if e.Kind == story.Access {
			at[e.Lane] = i
		}
	}
	if at[0] < 0 || at[1] < 0 {
		return false
	}
	a, b := p.Steps[at[0]], p.Steps[at[1]]
	p.Missing = &edge{
		X1: a.X, Y1: a.Y, X2: b.X, Y2: b.Y,
		MidX: (a.X + b.X) / 2, MidY: (a.Y + b.Y) / 2,
		TextX: (a.X + b.X) / 2, TextY: y + lineHeight + 4,
		Text: printable.Line(s.Missing(min(a.Number, b.Number), max(a.Number, b.Number))),
	}
	if s.Open == "" {
		p.Missing.Text += ": neither happens before the other"
	}
	return true
}

// wrap breaks a text into lines of at most n characters, between words if that
// can be.
func wrap(s string, n int) []string {
	var lines []string
	var line []rune
	for w := range strings.FieldsSeq(s) {
		word := []rune(w)
		if len(line) > 0 && len(line)+1+len(word) > n {
			lines, line = append(lines, string(line)), nil
		}
		for len(word) > n {
			lines, word = append(lines, string(word[:n])), word[n:]
		}
		if len(line) > 0 {
			line = append(line, ' ')
		}
		line = append(line, word...)
	}
	return append(lines, string(line))
}
