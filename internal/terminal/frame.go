package terminal

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/streamvet/streamvet/internal/excerpt"
	"github.com/streamvet/streamvet/internal/printable"
)

// looks are the paint and the mark of what labels are about, by rank.
var looks = map[excerpt.Rank]struct {
	paint
	mark string
}{
	excerpt.Primary:   {red, "^"},
	excerpt.Secondary: {blue, "-"},
	excerpt.Minor:     {cyan, "."},
}

// frame shows lines of code with labels, as rustc does.
func (p *printer) frame(e excerpt.Excerpt, arrow string) {
	line, column := headOf(e)
	p.line(text{}.add(blue, strings.Repeat(" ", p.gutter-1)+arrow+" ").add(plain, fmt.Sprintf("%s:%d:%d", p.name(e.File), line, column)))
	p.line(p.margin(""))
	for _, l := range e.Lines {
		if l.Gap {
			p.line(text{}.add(blue, "..."))
		}
		p.code(l)
	}
	p.line(p.margin(""))
}

// headOf returns where the label of highest rank is: of those, the first.
func headOf(e excerpt.Excerpt) (line, column int) {
	line, column = e.Lines[0].Number, 1
	best := excerpt.Minor + 1
	for _, l := range e.Lines {
		for _, s := range l.Spans {
			if s.Rank < best {
				best, line, column = s.Rank, l.Number, s.From+1
			}
		}
	}
	return line, column
}

// margin returns the begin of a line beside code, which has a number or not.
func (p *printer) margin(number string) text {
	return text{}.add(blue, fmt.Sprintf("%*s | ", p.gutter-1, number))
}

// code shows a line of code, and its labels below.
func (p *printer) code(l excerpt.Line) {
	shown := expand(printable.Line(l.Text))
	at := func(offset int) int { return width(expand(printable.Line(l.Text[:offset]))) }
	room := p.width - p.gutter - 2
	shift := 0
	if width(shown) > room && len(l.Spans) > 0 {
		// The first thing that matters is to be seen.
		shift = max(0, min(at(l.Spans[0].From)-room/4, width(shown)-room))
	}
	p.line(p.margin(strconv.Itoa(l.Number)).add(plain, window(shown, shift, room)))
	for _, s := range l.Spans {
		from := min(max(at(s.From)-shift, 0), room-1)
		to := min(max(at(s.To)-shift, from+1), room)
		p.label(s, from, to, room)
	}
}

// label marks columns of a line of code, and says what is there.
func (p *printer) label(s excerpt.Span, from, to, room int) {
	look := looks[s.Rank]
	marks := p.margin("").add(plain, strings.Repeat(" ", from)).add(look.paint, strings.Repeat(look.mark, to-from))
	said := clean(strings.Join(s.Texts, "; "))
	if said != "" && to+1+width(said) <= room {
		p.line(marks.add(look.paint, " "+said))
		return
	}
	p.line(marks)
	if said == "" {
		return
	}
	const least = 30 // columns for words
	indent := max(0, min(from, room-least))
	for _, line := range wrap(said, room-indent) {
		p.line(p.margin("").add(plain, strings.Repeat(" ", indent)).add(look.paint, line))
	}
}

// window returns n columns of a text from a column on, with dots where
// something is left out.
func window(s string, from, n int) string {
	if from == 0 && width(s) <= n {
		return s
	}
	var b strings.Builder
	column, used := 0, 0
	if from > 0 {
		b.WriteString("...")
		used = 3
	}
	left := from+n < width(s)
	for _, r := range s {
		w := runeWidth(r)
		if column >= from+used || from == 0 {
			limit := n
			if left {
				limit -= 3
			}
			if used+w > limit {
				break
			}
			if column > from+used && from > 0 { // half of a wide character was cut
				b.WriteByte(' ')
				used++
			}
			b.WriteRune(r)
			used += w
		}
		column += w
	}
	if left {
		b.WriteString("...")
	}
	return b.String()
}
