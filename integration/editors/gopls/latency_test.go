package gopls_test

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/streamvet/streamvet/integration/editors/client"
	"github.com/streamvet/streamvet/integration/fixture"
)

// BenchmarkEdit measures how long the diagnostics of a file that is being
// edited take to come, in a gopls with streamvet and in one where it is
// switched off. The two run side by side and get the same edit in turn, so
// that what else the machine does meets both.
//
// Chat is small, interop is a package with many streams, and the package
// at the root of grpc-go is large.
func BenchmarkEdit(b *testing.B) {
	fixture.UseToolchain(b, fixture.Toolchains[0])
	gopls := install(b, "v0.23.0")
	out, err := exec.Command("go", "list", "-C", "../../testdata/chat", "-m", "-f={{.Dir}}", "google.golang.org/grpc").Output()
	if err != nil {
		b.Fatal(err)
	}
	grpc := strings.TrimSpace(string(out))
	for _, bench := range []struct{ name, module, file string }{
		{"chat", "../../../examples", "chat/chat.go"},
		{"interop", grpc, "interop/test_utils.go"},
		{"grpc", grpc, "stream.go"},
	} {
		dir := fixture.Copy(b, bench.module)
		text := read(b, dir, bench.file)
		b.Run(bench.name, func(b *testing.B) {
			start := func(on bool) *typist {
				edit := client.Start(b, dir, map[string]any{
					"analyses": map[string]any{source: on},
					// gopls otherwise waits a second for the next key.
					"diagnosticsDelay": "0s",
				}, gopls)
				edit.Open(bench.file)
				return &typist{edit: edit, file: bench.file, text: text}
			}
			both := []*typist{start(false), start(true)}
			for range 4 { // what is imported gets loaded and analyzed
				for _, t := range both {
					t.edits()
				}
			}
			times := make([][]time.Duration, 2)
			for n := 0; b.Loop(); n++ {
				for i := range both {
					i = (i + n) % 2 // none is always the first
					times[i] = append(times[i], both[i].edits())
				}
			}
			for i, unit := range []string{"ms-without", "ms-with"} {
				slices.Sort(times[i])
				b.ReportMetric(float64(times[i][len(times[i])/2].Microseconds())/1000, unit)
			}
		})
	}
}

// A typist changes a file again and again.
type typist struct {
	edit       *client.Editor
	file, text string
	count      int
}

// edits makes an edit, and returns how long the diagnostics take. There is
// one after each other edit: a self-assignment, which an analyzer of gopls
// reports. All that analyzers say of a package comes at once.
func (t *typist) edits() time.Duration {
	t.count++
	typed := fmt.Sprintf("%s\n// Edit %d.\nfunc typed(x int) {\n\tprintln(x)\n", t.text, t.count)
	var want []int
	if t.count%2 == 1 {
		typed += "\tx = x\n"
		want = []int{strings.Count(typed, "\n")}
	}
	start := time.Now()
	t.edit.Edit(t.file, typed+"}\n")
	t.edit.Published(t.file, "assign", want...)
	return time.Since(start)
}
