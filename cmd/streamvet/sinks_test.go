package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestBaselineFlags(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go": "package a\n\nfunc MarkOld() {}\n",
		"b/b.go": "package b\n\nfunc MarkOld() {}\n",
	})
	r.streamvet("-write-baseline", "accepted.txt", "./...").want(t, exitOK,
		"streamvet: 2 findings written to accepted.txt")
	r.streamvet("-baseline=accepted.txt", "./...").want(t, exitOK)

	// A new finding, and old ones that stand elsewhere.
	writeFile(t, r.dir+"/a/a.go", "package a\n\n// New.\nfunc MarkNew() {}\n\nfunc MarkOld() {}\n")
	r.streamvet("-baseline=accepted.txt", "./...").want(t, exitFindings, "a/a.go:4:6: found MarkNew")
	r.streamvet("-baseline=accepted.txt", "-json", "./...").want(t, exitOK)

	// An entry is stale if its package was looked at, or is gone; not if
	// it just wasn't looked at this time.
	const stale = "accepted.txt:4: nothing matches this entry any more: mark example.com/m/b MarkOld -"
	writeFile(t, r.dir+"/b/b.go", "package b\n")
	r.streamvet("-baseline=accepted.txt", "./a").want(t, exitFindings, "a/a.go:4:6: found MarkNew")
	r.streamvet("-baseline=accepted.txt", "-tags", "some", "./b").want(t, exitOK, stale)
	writeFile(t, r.dir+"/accepted.txt", "mark example.com/m/c MarkOld -\n")
	r.streamvet("-baseline=accepted.txt", "./b").want(t, exitOK,
		"accepted.txt:1: nothing matches this entry any more: mark example.com/m/c MarkOld -")

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

// A package that doesn't build takes nothing away from the others: their
// findings are accepted, and of its own those that were before.
func TestSinksOfBrokenPackage(t *testing.T) {
	const bad = "b/b.go:3:13: cannot use true (untyped bool constant) as int value in variable declaration"
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go": "package a\n\nfunc MarkOld() {}\n",
		"b/b.go": "package b\n\nvar x int = true\n",
		"accepted.txt": "mark example.com/m/a MarkGone -\nmark example.com/m/b MarkB -\n" +
			"mark example.com/m/b_test MarkB -\nmark example.com/m/c MarkC -\n",
	})
	r.streamvet("-baseline=accepted.txt", "./...").want(t, exitUnanalyzed, "# example.com/m/b", bad, "a/a.go:3:6: found MarkOld",
		"accepted.txt:1: nothing matches this entry any more: mark example.com/m/a MarkGone -",
		"accepted.txt:4: nothing matches this entry any more: mark example.com/m/c MarkC -")

	got := r.streamvet("-write-baseline=accepted.txt", "./...")
	got.want(t, exitUnanalyzed, "# example.com/m/b", bad,
		"streamvet: 1 finding written to accepted.txt, and 2 kept of packages that were not analyzed")
	_, entries, _ := strings.Cut(r.read("accepted.txt"), "removed.\n")
	if want := "mark example.com/m/a MarkOld -\nmark example.com/m/b MarkB -\n" +
		"mark example.com/m/b_test MarkB -\n"; entries != want {
		t.Errorf("the baseline has\n%swant\n%s", entries, want)
	}

	r.streamvet("-sarif=log.sarif", "./...").want(t, exitUnanalyzed, "# example.com/m/b", bad, "a/a.go:3:6: found MarkOld")
	log := r.read("log.sarif")
	checkSARIF(t, log, "found MarkOld")
	if want := `"text": "The package example.com/m/b was not analyzed (does not build).\n` + bad + `"`; !strings.Contains(log, want) {
		t.Errorf("%s is not in\n%s", want, log)
	}
}

// A baseline that is missing is told before anything is analyzed.
func TestBaselineFirst(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": "package a\n\nvar x int = true\n"})
	r.streamvet("-x", "-baseline=missing.txt", "./...").want(t, exitUsage,
		"streamvet: reading the baseline: open missing.txt: no such file or directory")
}

func TestSARIFFlag(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go": "package a\n\nfunc MarkOld() {}\n\nfunc MarkNew() {}\n",
	})
	r.streamvet("-sarif=log.sarif", "./...").want(t, exitFindings, "a/a.go:3:6: found MarkOld", "a/a.go:5:6: found MarkNew")
	checkSARIF(t, r.read("log.sarif"), "found MarkOld", "found MarkNew")

	// What the baseline accepts is not in the log, whatever the order.
	writeFile(t, r.dir+"/accepted.txt", "mark example.com/m/a MarkOld -\n")
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

func TestHTMLFlag(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA})
	r.streamvet("-html=page.html", "./...").want(t, exitFindings, foundA)
	page := r.read("page.html")
	for _, want := range []string{"<title>streamvet: 1 finding</title>", "found MarkA", `<mark class="first">MarkA</mark>`, "<p>1 package analyzed, 0 with streams: 1 finding</p>"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in\n%s", want, page)
		}
	}
	if got := r.streamvet("-html", "-", "./..."); got.stdout != page {
		t.Errorf("standard output is\n%s", got.stdout)
	}
	r.streamvet("-html=no/such/page.html", "./...").want(t, exitUsage,
		"streamvet: writing the HTML page: create no/such/page.html: no such file or directory")
}

// What is written goes where the user says, not where the code under analysis
// has put a link to; and what can't be written leaves what is there.
func TestSinksKeepFiles(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA, "mine": "old"})
	if err := os.Symlink("mine", filepath.Join(r.dir, "link")); err != nil {
		t.Fatal(err)
	}
	for flag, what := range map[string]string{"-sarif": "SARIF log", "-html": "HTML page", "-write-baseline": "baseline"} {
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

// Findings that have nothing to do with what has changed are left out.
func TestNewFromRevision(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go": "package a\n\nfunc MarkOld() {}\n",
		"b/b.go": "package b\n\nfunc MarkB() {}\n\nfunc MarkToo() {}\n",
	})
	r.streamvet("-new-from-rev=HEAD", "./...").wantSaying(t, exitUsage, "streamvet: flag -new-from-rev: this is no git repository: ")
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
		cmd.Dir = r.dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "first")
	r.streamvet("-new-from-rev=HEAD", "./...").want(t, exitOK)
	git("mv", "b/b.go", "b/moved.go")
	writeFile(t, r.dir+"/b/moved.go", "package b\n\nfunc MarkB() {}\n\nfunc MarkNew() {}\n")
	writeFile(t, r.dir+"/c/c.go", "package c\n\nfunc MarkC() {}\n")
	got := r.streamvet("-new-from-rev=HEAD", "./...")
	got.want(t, exitFindings, "b/moved.go:5:6: found MarkNew", "c/c.go:3:6: found MarkC")
	if _, text := got.summary(); text != "3 packages analyzed, 0 with streams: 2 findings, 2 in what has not changed" {
		t.Errorf("the summary is %s", text)
	}
	r.streamvet("-C", "b", "-new-from-rev=HEAD", ".").want(t, exitFindings, "moved.go:5:6: found MarkNew")
	r.streamvet("-new-from-rev=v7", "./missing").wantSaying(t, exitUsage,
		"streamvet: flag -new-from-rev: v7 is no revision that git knows here\n")
	r.streamvet("-new-from-rev", "./...").wantSaying(t, exitUsage,
		"streamvet: flag -new-from-rev needs a git revision: \"./...\" names packages\nRun 'streamvet -h' for help.\n")
}
