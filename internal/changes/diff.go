package changes

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"

	"github.com/streamvet/streamvet/internal/source"
)

// A hunk is one change in a file.
type hunk struct {
	removed int
	first   int // line of what was added; of the line before, if nothing was
	added   int
}

// parse returns the hunks of a diff without context, by the new name of the
// file.
func parse(diff string) (map[string][]hunk, error) {
	hunks := make(map[string][]hunk)
	name, skip := "", 0
	for line := range strings.SplitSeq(diff, "\n") {
		switch {
		case skip > 0 && !strings.HasPrefix(line, `\`): // "\ No newline at end of file"
			skip--
		case strings.HasPrefix(line, "+++ "):
			var err error
			if name, err = newName(line[len("+++ "):]); err != nil {
				return nil, err
			}
		case strings.HasPrefix(line, "@@ "):
			h, err := parseHunk(line)
			if err != nil {
				return nil, err
			}
			if name != "" {
				hunks[name] = append(hunks[name], h)
			}
			skip = h.removed + h.added
		}
	}
	return hunks, nil
}

// newName returns the name in a line "+++ b/name": "" if the file is gone.
func newName(s string) (string, error) {
	if s == "/dev/null" {
		return "", nil
	}
	s = strings.TrimSuffix(s, "\t") // behind a name with blanks
	if strings.HasPrefix(s, `"`) {
		unquoted, err := strconv.Unquote(s)
		if err != nil {
			return "", fmt.Errorf("git diff: %s is no name: %w", s, err)
		}
		s = unquoted
	}
	name, ok := strings.CutPrefix(s, "b/")
	if !ok {
		return "", fmt.Errorf("git diff: %q is no name of a new file", s)
	}
	return name, nil
}

// parseHunk parses a line "@@ -first,removed +first,added @@ ...".
func parseHunk(line string) (h hunk, err error) {
	f := strings.Fields(line)
	if len(f) < 4 || f[1][0] != '-' || f[2][0] != '+' {
		return h, fmt.Errorf("git diff: %q is no head of a hunk", line)
	}
	if _, h.removed, err = parseRange(f[1][1:]); err == nil {
		h.first, h.added, err = parseRange(f[2][1:])
	}
	if err != nil {
		return h, fmt.Errorf("git diff: %q: %w", line, err)
	}
	return h, nil
}

// parseRange parses "first,count", where a count of 1 may be left out.
func parseRange(s string) (first, count int, err error) {
	a, b, ok := strings.Cut(s, ",")
	if first, err = strconv.Atoi(a); err != nil {
		return 0, 0, err
	}
	if !ok {
		return first, 1, nil
	}
	count, err = strconv.Atoi(b)
	return first, count, err
}

// changed returns the lines of a file that hunks change.
func changed(file string, hunks []hunk) (out []lines) {
	var funcs []lines
	for _, h := range hunks {
		if h.added > 0 {
			out = append(out, lines{h.first, h.first + h.added - 1})
		}
		if h.removed <= h.added {
			continue
		}
		if funcs == nil {
			funcs = functions(file)
		}
		gone := lines{h.first, h.first + max(h.added, 1)} // and the line behind it
		out = append(out, gone)
		for _, f := range funcs {
			if gone.first < f.last && f.first <= gone.first {
				out = append(out, f)
			}
		}
	}
	return out
}

// functions returns the lines of the functions in a file, as far as it can be
// read.
func functions(file string) []lines {
	text, err := source.Read(file)
	if err != nil {
		return nil
	}
	fset := token.NewFileSet()
	f, _ := parser.ParseFile(fset, file, text, parser.SkipObjectResolution)
	if f == nil {
		return nil
	}
	var out []lines
	for _, decl := range f.Decls {
		if d, ok := decl.(*ast.FuncDecl); ok {
			out = append(out, lines{fset.PositionFor(d.Pos(), false).Line, fset.PositionFor(d.End(), false).Line})
		}
	}
	return out
}
