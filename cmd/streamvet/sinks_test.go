package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestBaselineFlags(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go": "package a\n\nfunc MarkOld() {}\n",
		"b/b.go": "package b\n\nfunc MarkOld() {}\n",
	})
	r.streamvet("-write-baseline", "accepted.txt", "./...").want(t, exitOK,
		"streamvet: accepted.txt accepts what was found: 2")
	r.streamvet("-baseline=accepted.txt", "./...").want(t, exitOK)

	// A new finding, and old ones that stand elsewhere.
	writeFile(t, r.dir+"/a/a.go", "package a\n\n// New.\nfunc MarkNew() {}\n\nfunc MarkOld() {}\n")
	r.streamvet("-baseline=accepted.txt", "./...").want(t, exitFindings, "a/a.go:4:6: found MarkNew")
	r.streamvet("-baseline=accepted.txt", "-json", "./...").want(t, exitOK)

	// An entry is stale if its package was looked at, or is gone; not if
	// it just wasn't looked at this time.
	const stale = "accepted.txt:4: nothing matches this entry any more: mark example.com/m/b MarkOld func MarkOld() {}"
	writeFile(t, r.dir+"/b/b.go", "package b\n")
	r.streamvet("-baseline=accepted.txt", "./a").want(t, exitFindings, "a/a.go:4:6: found MarkNew")
	r.streamvet("-baseline=accepted.txt", "-tags", "some", "./b").want(t, exitOK, stale)
	writeFile(t, r.dir+"/accepted.txt", "mark example.com/m/c MarkOld func MarkOld() {}\n")
	r.streamvet("-baseline=accepted.txt", "./b").want(t, exitOK,
		"accepted.txt:1: nothing matches this entry any more: mark example.com/m/c MarkOld func MarkOld() {}")

	// Before anything is analyzed.
	r.streamvet("-baseline=missing.txt", "./missing").want(t, exitUsage,
		"streamvet: reading the baseline: open missing.txt: no such file or directory")
	r.streamvet("-write-baseline=no/such/dir/accepted.txt", "./...").want(t, exitUsage,
		"streamvet: writing the baseline: create no/such/dir/accepted.txt: no such file or directory")
	r.streamvet("-write-baseline=a", "./...").want(t, exitUsage, "streamvet: writing the baseline: a is a directory")
	writeFile(t, r.dir+"/accepted.txt", "mark\n")
	r.streamvet("-baseline=accepted.txt", "./...").want(t, exitUsage,
		"streamvet: reading the baseline: accepted.txt:1: not an entry, which has a category, a package, a function and an expression")
}

// Half of the findings would make a baseline that is of no use.
func TestBaselineOfBrokenPackage(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go": "package a\n\nfunc MarkOld() {}\n",
		"b/b.go": "package b\n\nvar x int = true\n",
	})
	got := r.streamvet("-write-baseline=accepted.txt", "./...")
	if got.code != exitFindings {
		t.Errorf("exit code %d, want %d:\n%s", got.code, exitFindings, got.stderr)
	}
	r.streamvet("-write-baseline=accepted.txt", "-sarif=log.sarif", "./...").wantSaying(t, exitFindings,
		"a/a.go:3:6: found MarkOld\n", "streamvet: not all packages can be analyzed: -write-baseline and -sarif did nothing\n")
	r.streamvet("-baseline=accepted.txt", "./a").wantSaying(t, exitUsage, "accepted.txt")
}

func TestSARIFFlag(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go": "package a\n\nfunc MarkOld() {}\n\nfunc MarkNew() {}\n",
	})
	r.streamvet("-sarif=log.sarif", "./...").want(t, exitFindings, "a/a.go:3:6: found MarkOld", "a/a.go:5:6: found MarkNew")
	checkSARIF(t, r.read("log.sarif"), "found MarkOld", "found MarkNew")

	// What the baseline accepts is not in the log, whatever the order.
	writeFile(t, r.dir+"/accepted.txt", "mark example.com/m/a MarkOld func MarkOld() {}\n")
	got := r.streamvet("-C", "a", "-sarif", "-", "-baseline", "../accepted.txt", ".")
	got.want(t, exitFindings, "a.go:5:6: found MarkNew")
	checkSARIF(t, got.stdout, "found MarkNew")

	writeFile(t, r.dir+"/a/a.go", "package a\n")
	got = r.streamvet("-sarif=-", "./...")
	got.want(t, exitOK)
	checkSARIF(t, got.stdout)

	r.streamvet("-sarif=no/such/dir/log.sarif", "./...").want(t, exitUsage,
		"streamvet: writing the SARIF log: create no/such/dir/log.sarif: no such file or directory")
}

// What is written goes where the user says, not where the code under analysis
// has put a link to; and what can't be written leaves what is there.
func TestSinksKeepFiles(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA, "mine": "old"})
	if err := os.Symlink("mine", filepath.Join(r.dir, "link")); err != nil {
		t.Fatal(err)
	}
	for flag, what := range map[string]string{"-sarif": "SARIF log", "-write-baseline": "baseline"} {
		r.streamvet(flag+"=link", "./a").wantSaying(t, exitUsage, "streamvet: writing the "+what+": link is a symbolic link, which is not followed\n")
		r.streamvet(flag+"=a", "./a").wantSaying(t, exitUsage, "streamvet: writing the "+what+": a is a directory\n")
		if got := r.read("mine"); got != "old" {
			t.Errorf("%s: the file that the link leads to has %d bytes", flag, len(got))
		}
		r.streamvet(flag+"=mine", "./a")
		if got := r.read("mine"); got == "old" || got == "" {
			t.Errorf("%s: the file has %d bytes", flag, len(got))
		}
		writeFile(t, filepath.Join(r.dir, "mine"), "old")
	}
}

// checkSARIF checks the messages of the results, and that their file is
// named from the module's root.
func checkSARIF(t *testing.T, text string, want ...string) {
	t.Helper()
	var log struct {
		Runs []struct {
			Results []struct {
				Message   struct{ Text string }
				Locations []struct {
					PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}
	var got []string
	for _, res := range log.Runs[0].Results {
		got = append(got, res.Message.Text)
		if uri := res.Locations[0].PhysicalLocation.ArtifactLocation.URI; uri != "a/a.go" {
			t.Errorf("file is %q, want a/a.go", uri)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("messages are %q, want %q", got, want)
	}
}
