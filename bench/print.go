package main

import (
	"fmt"
	"io"
	"strings"
)

// print writes the results as tables in Markdown.
func (r *Results) print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d CPUs\n", r.Go, r.CPUs)
	if r.Module != nil {
		r.Module.print(&b)
	}
	if len(r.Growth) > 0 {
		printGrowth(&b, r.Growth)
	}
	if r.Facts != nil {
		r.Facts.print(&b)
	}
	if r.Fresh != nil {
		r.Fresh.print(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (m *Module) print(b *strings.Builder) {
	fmt.Fprintf(b, "\n%s %s: %d packages with dependencies\n\n", m.Dir, strings.Join(m.Patterns, " "), m.Actions)
	b.WriteString("| tool | CPU s | ratio | wall s | again, CPU s | largest process MB | ratio |\n")
	b.WriteString("|---|--:|--:|--:|--:|--:|--:|\n")
	for _, c := range m.Tools {
		if c.Failed != "" {
			fmt.Fprintf(b, "| %s | %s | | | | | |\n", c.Tool, c.Failed)
			continue
		}
		again := "-"
		if c.VetRun {
			again = fmt.Sprintf("%.2f", c.Again.CPU)
		}
		fmt.Fprintf(b, "| %s | %.1f | %.2f | %.1f | %s | %d | %.2f |\n",
			c.Tool, c.Median.CPU, c.Ratio, c.Median.Wall, again, c.Peak>>20, c.RSS)
	}
	b.WriteString("\nStreamvet's own, by package:\n\n| package | CPU s | process MB |\n|---|--:|--:|\n")
	for _, t := range m.Top {
		fmt.Fprintf(b, "| %s | %.2f | %d |\n", t.Package, t.CPU, t.RSS>>20)
	}
}

func printGrowth(b *strings.Builder, growth []Series) {
	b.WriteString("\n| grows | size | lines | noop, CPU ms | streamvet, CPU ms | streamvet's own | for each line, us | MB |\n")
	b.WriteString("|---|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, s := range growth {
		for _, p := range s.Points {
			own := p.Streamvet - p.Noop
			fmt.Fprintf(b, "| %s | %dx | %d | %.0f | %.0f | %.0f | %.0f | %d |\n",
				s.Dimension, p.Size, p.Lines, p.Noop*1e3, p.Streamvet*1e3, own*1e3, own*1e6/float64(p.Lines), p.RSS>>20)
		}
	}
}
