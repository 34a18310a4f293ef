package changes

import (
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/treetest"
)

// A repo is a git repository made for a test.
type repo struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T) *repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("the tests need git, as their checkout did: ", err)
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
		"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
	} {
		t.Setenv(name, value)
	}
	r := &repo{t, t.TempDir()}
	r.git("init", "-q", "-b", "main")
	return r
}

func (r *repo) git(args ...string) {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func (r *repo) write(name, text string) string {
	r.t.Helper()
	treetest.Write(r.t, r.dir, map[string]string{name: text})
	return filepath.Join(r.dir, name)
}

func (r *repo) commit(message string) {
	r.t.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "-m", message)
}

const code = `package p

func one() {
	lock()
	send(1)
	unlock()
}

func two() {
	send(2)
}
`

// changedLines returns which of the first 20 lines of a file have changed.
func changedLines(s *Set, file string) (list []int) {
	for n := range 20 {
		if s.Has(file, n+1, n+1) {
			list = append(list, n+1)
		}
	}
	return list
}

func TestSince(t *testing.T) {
	r := newRepo(t)
	for _, name := range []string{"edited.go", "cut.go", "renamed.go", "sub/odd \"é\".go", "gone.go", "same.go"} {
		r.write(name, code)
	}
	r.commit("first")
	r.git("tag", "v1")
	edited := r.write("edited.go", strings.Replace(code, "send(2)", "++ b/same.go\n\tsend(3)", 1))
	odd := r.write("sub/odd \"é\".go", strings.Replace(code, "send(2)", "send(3)", 1))
	if err := os.Remove(filepath.Join(r.dir, "gone.go")); err != nil {
		t.Fatal(err)
	}
	r.git("mv", "renamed.go", "sub/other.go")
	r.commit("second")
	// Not committed: in the index, in the file alone, and unknown to git.
	other := r.write("sub/other.go", code+"\nfunc three() {}\n")
	r.git("add", "sub/other.go")
	cut := r.write("cut.go", strings.Replace(code, "\tunlock()\n", "", 1))
	fresh := r.write("sub/new.go", code)
	same := filepath.Join(r.dir, "same.go")

	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(r.dir, link); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{r.dir, filepath.Join(r.dir, "sub"), link} {
		s, err := Since(t.Context(), dir, "v1")
		if err != nil {
			t.Fatal(err)
		}
		for file, want := range map[string][]int{
			edited:                           {10, 11},
			odd:                              {10},
			other:                            {12, 13},
			cut:                              {3, 4, 5, 6}, // all of the function
			fresh:                            {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20},
			same:                             nil,
			filepath.Join(link, "edited.go"): {10, 11},
			filepath.Join(t.TempDir(), "x"):  nil,
		} {
			if got := changedLines(s, file); !slices.Equal(got, want) {
				t.Errorf("in %s: of %s, %v have changed, want %v", dir, file, got, want)
			}
		}
		if !s.Has(edited, 1, 10) || s.Has(edited, 1, 9) || s.Has(edited, 12, 0) {
			t.Error("a range of lines has changed if one of them has")
		}
	}
}

// What others have done since a branch was made is none of its changes.
func TestSinceBranch(t *testing.T) {
	r := newRepo(t)
	mine, theirs := r.write("mine.go", code), r.write("theirs.go", code)
	r.commit("first")
	r.git("switch", "-q", "-c", "branch")
	r.write("mine.go", strings.Replace(code, "send(2)", "send(3)", 1))
	r.commit("mine")
	r.git("switch", "-q", "main")
	r.write("theirs.go", strings.Replace(code, "send(2)", "send(4)", 1))
	r.commit("theirs")
	r.git("switch", "-q", "branch")
	s, err := Since(t.Context(), r.dir, "main")
	if err != nil {
		t.Fatal(err)
	}
	if got := changedLines(s, mine); !slices.Equal(got, []int{10}) {
		t.Errorf("of the branch's file, %v have changed", got)
	}
	if got := changedLines(s, theirs); got != nil {
		t.Errorf("of the other file, %v have changed", got)
	}
}

func TestSinceErrors(t *testing.T) {
	r := newRepo(t)
	r.write("a.go", code)
	r.commit("first")
	r.write("b.go", code)
	r.commit("second")
	r.git("switch", "-q", "--orphan", "other")
	r.write("c.go", code)
	r.commit("alone")
	shallow := filepath.Join(t.TempDir(), "clone")
	r.git("clone", "-q", "--depth=1", "--branch=main", "file://"+r.dir, shallow)

	for _, test := range []struct{ dir, revision, want string }{
		{r.dir, "v9", "v9 is no revision that git knows here"},
		{r.dir, "--output=x", "--output=x is no revision"},
		{r.dir, "\x1b[2J", `\x1b[2J is no revision`},
		{r.dir, "main", "main has nothing in common with what is checked out"},
		{shallow, "HEAD~1", "fetch-depth: 0"},
		{t.TempDir(), "main", "no git repository"},
	} {
		_, err := Since(t.Context(), test.dir, test.revision)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error is %v, want %s", test.revision, err, test.want)
		}
	}
	t.Setenv("PATH", "")
	if _, err := Since(t.Context(), r.dir, "main"); err == nil || !strings.Contains(err.Error(), "no git command") {
		t.Errorf("without git: error is %v", err)
	}
}

func TestParse(t *testing.T) {
	const diff = `diff --git a/a.go b/a.go
index 1..2 100644
--- a/a.go
+++ b/a.go
@@ -3,2 +3 @@ func f() {
-+++ b/no.go
-@@ -1 +1 @@
+@@ -9 +9 @@
\ No newline at end of file
@@ -9,0 +9,2 @@
+x
+y
--- "a/tab\t.go"
+++ "b/tab\t\303\251.go"
@@ -1 +0,0 @@
-x
--- a/gone.go
+++ /dev/null
@@ -1 +0,0 @@
-x
--- a/with blank.go
+++ b/with blank.go	
@@ -1 +1 @@
-x
+y
`
	got, err := parse(diff)
	want := map[string][]hunk{
		"a.go":          {{2, 3, 1}, {0, 9, 2}},
		"tab\té.go":     {{1, 0, 0}},
		"with blank.go": {{1, 1, 1}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("parsed as %v, %v; want %v", got, err, want)
	}
	for _, bad := range []string{"+++ c/x", `+++ "b/`, "@@ @@", "@@ -x +1 @@", "@@ -1 +1,x @@"} {
		if _, err := parse(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}
