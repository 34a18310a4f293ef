package source_test

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/difftest/program"
	"github.com/streamvet/streamvet/difftest/source"
)

// TestWrite checks that each program is Go, is the same each time, and that the
// lines of its calls have calls in them.
func TestWrite(t *testing.T) {
	for seed := range uint64(300) {
		p := program.Generate(seed)
		if p.Check() != nil {
			continue
		}
		written := source.Write(p, "streamvet.test/gen/p")
		again := source.Write(program.Generate(seed), "streamvet.test/gen/p")
		for name, text := range written.Files {
			if _, err := parser.ParseFile(token.NewFileSet(), name, text, 0); err != nil {
				t.Fatalf("seed %d: %v\n%s", seed, err, text)
			}
			if again.Files[name] != text {
				t.Errorf("seed %d: %s differs the second time", seed, name)
			}
		}
		for s := range p.All() {
			if s.Op != program.Use {
				continue
			}
			lines := written.Lines(s.ID)
			if len(lines) == 0 {
				t.Errorf("seed %d: no line for %v", seed, s)
			}
			for _, at := range lines {
				line := strings.Split(written.Files[at.File], "\n")[at.Line-1]
				if !strings.Contains(line, "(") {
					t.Errorf("seed %d: %v is not in line %q", seed, s, line)
				}
			}
		}
	}
}
