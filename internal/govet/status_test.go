package govet

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// What WriteStatus writes, Decode reads, among what go vet prints.
func TestStatus(t *testing.T) {
	a := Status{Streams: true, Suppressed: 2, Unexplored: "too large"}
	var out bytes.Buffer
	err := errors.Join(
		WriteStatus(&out, "example.com/dep", nil),
		WriteStatus(&out, "example.com/b [example.com/b.test]", new(Status)),
		WriteStatus(&out, "example.com/a", &a),
	)
	if err != nil {
		t.Fatal(err)
	}
	out.WriteString(vetOutput)

	var events []Event
	res, err := decode(&out, func(e Event) { events = append(events, e) })
	if err != nil {
		t.Fatal(err)
	}
	want := []Package{{"example.com/a", a}, {"example.com/b [example.com/b.test]", Status{}}}
	if !reflect.DeepEqual(res.Packages, want) {
		t.Errorf("packages are %+v, want %+v", res.Packages, want)
	}
	if len(res.Findings) != 2 || len(res.Errors) != 1 {
		t.Errorf("with statuses, there are %d findings and %d errors", len(res.Findings), len(res.Errors))
	}
	wantEvents := []Event{
		{"", true, 0},
		{"example.com/b [example.com/b.test]", true, 0},
		{"example.com/a", true, 0},
		{"example.com/a", false, 1},
		{"example.com/b", false, 1},
		{"example.com/b [example.com/b.test]", false, 1},
		{"example.com/c", false, 0},
	}
	slices.SortFunc(events[3:], func(a, b Event) int { return strings.Compare(a.Package, b.Package) })
	if !slices.Equal(events, wantEvents) {
		t.Errorf("events are %+v, want %+v", events, wantEvents)
	}
}

func TestComplaints(t *testing.T) {
	f := &Failure{Stderr: `go: warning: "./x/..." matched no packages
l/l_test.go:3:8: package nosuch/pkg is not in std
# example.com/m/b
b/b.go:3:13: first
	more of it

b/b.go:4:13: second
# example.com/m/xt_test
# [example.com/m/xt_test]
xt/x_test.go:3:13: third
cat >$WORK/b001/importcfg << 'EOF' # internal
# import config
go: last`}
	want := []Complaint{
		{"", `go: warning: "./x/..." matched no packages`},
		{"", "l/l_test.go:3:8: package nosuch/pkg is not in std"},
		{"example.com/m/b", "b/b.go:3:13: first\n\tmore of it\nb/b.go:4:13: second"},
		{"example.com/m/xt_test", "xt/x_test.go:3:13: third\ncat >$WORK/b001/importcfg << 'EOF' # internal\n# import config"},
		{"", "go: last"},
	}
	if got := f.Complaints(); !slices.Equal(got, want) {
		t.Errorf("complaints are\n%q\nwant\n%q", got, want)
	}
}

// What is known before go vet ends is told at once.
func TestRunTells(t *testing.T) {
	c := config(module(t, map[string]string{
		"a/a.go": "package a\n\nfunc MarkA() {}\nfunc MarkB() {}\n",
		"b/b.go": "package b\n\nvar x int = \"\"\n",
	}))
	var stderr strings.Builder
	var events []Event
	c.Stderr, c.Watch = &stderr, func(e Event) { events = append(events, e) }
	_, err := c.Run(t.Context(), "./...")
	failure, ok := errors.AsType[*Failure](err)
	if !ok || stderr.String() != failure.Stderr+"\n" || !strings.Contains(stderr.String(), "b.go:3:13") {
		t.Errorf("error %v, and standard error has %q", err, stderr.String())
	}
	if want := []Event{{"example.com/m/a", false, 2}}; !slices.Equal(events, want) {
		t.Errorf("events are %+v, want %+v", events, want)
	}
}
