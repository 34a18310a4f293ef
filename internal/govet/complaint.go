package govet

import "strings"

// A Complaint is what the go command said about a package that it can't
// build, or that the tool can't analyze.
type Complaint struct {
	Package string // import path; "" if it doesn't say
	Text    string // lines without a last newline
}

// Complaints returns what the go command said, by package. It puts a line
// with "# PATH" above what is about one package, and for the package of tests
// another one with its name in brackets.
func (e *Failure) Complaints() []Complaint {
	var list []Complaint
	var lines []string
	pkg := ""
	flush := func() {
		if len(lines) > 0 {
			list = append(list, Complaint{pkg, strings.Join(lines, "\n")})
		}
		lines = nil
	}
	for line := range strings.SplitSeq(e.Stderr, "\n") {
		name, isHeader := strings.CutPrefix(line, "# ")
		switch {
		case isHeader && strings.HasPrefix(name, "["): // goes with the header above
		case isHeader && name != "" && !strings.Contains(name, " "):
			flush()
			pkg = name
		case strings.HasPrefix(line, "go: "): // about no package
			flush()
			list = append(list, Complaint{Text: line})
		case line != "":
			lines = append(lines, line)
		}
	}
	flush()
	return list
}
