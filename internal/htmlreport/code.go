package htmlreport

import (
	"slices"

	"github.com/streamvet/streamvet/internal/excerpt"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/printable"
)

// A code is some of the lines of a file.
type code struct {
	File  string
	Lines []codeLine
}

// A codeLine is a line of code, with what is said about it.
type codeLine struct {
	Number int
	Gap    bool
	Long   bool // there is no room for labels behind it
	Pieces []piece
	Labels []label
}

// A piece is a part of a line that looks the same from its begin to its end.
type piece struct {
	Class string // "" for plain code
	Text  string
}

// A label is what is said about a line.
type label struct{ Class, Text string }

// classes are those of labels, by rank.
var classes = map[excerpt.Rank]string{excerpt.Primary: "first", excerpt.Secondary: "second", excerpt.Minor: "minor"}

// code returns the code that shows a finding.
func (b *builder) code(f *govet.Finding) []code {
	const (
		context = 3
		roomy   = 72 // bytes
	)
	var out []code
	for _, e := range b.reader.Excerpts(excerpt.Of(f), context) {
		c := code{File: b.name(e.File)}
		for _, l := range e.Lines {
			line := codeLine{Number: l.Number, Gap: l.Gap, Long: len(l.Text) > roomy, Pieces: pieces(l)}
			for _, s := range l.Spans {
				for _, text := range s.Texts {
					line.Labels = append(line.Labels, label{classes[s.Rank], printable.Line(text)})
				}
			}
			c.Lines = append(c.Lines, line)
		}
		out = append(out, c)
	}
	return out
}

// pieces cuts a line where labels begin and end. Where they overlap, the one of
// the highest rank counts.
func pieces(l excerpt.Line) []piece {
	cuts := []int{0, len(l.Text)}
	for _, s := range l.Spans {
		cuts = append(cuts, s.From, s.To)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []piece
	for i := range len(cuts) - 1 {
		from, to := cuts[i], cuts[i+1]
		class, best := "", excerpt.Minor+1
		for _, s := range l.Spans {
			if s.From <= from && to <= s.To && s.Rank < best {
				best, class = s.Rank, classes[s.Rank]
			}
		}
		out = append(out, piece{class, printable.Line(l.Text[from:to])})
	}
	return out
}
