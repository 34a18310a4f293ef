// Package browser_test looks at the HTML page of a real run in a real browser,
// Chromium or Chrome without a window.
package browser_test

import (
	"context"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/streamvet/streamvet/integration/fixture"
	"github.com/streamvet/streamvet/internal/findingtest"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/htmlreport"
)

// A browser shows one page, and keeps what went on in it.
type browser struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	requests []string
	alarms   []string // complaints of the browser, and dialogs
}

// open starts a browser.
func open(t *testing.T) *browser {
	t.Helper()
	// Root can't use the sandbox; there is nothing in the pages but our own.
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.NoSandbox, chromedp.WindowSize(1200, 900))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute) // only so that it ends
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting Chromium, which the tests need (apt-get install chromium): %v", err)
	}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	call(b, page.Enable, page.EnableParams{})
	return b
}

func (b *browser) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *log.EventEntryAdded:
		b.alarms = append(b.alarms, e.Entry.Text)
	case *page.EventJavascriptDialogOpening:
		b.alarms = append(b.alarms, "dialog: "+e.Message)
	}
}

func (b *browser) run(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// call calls a command of the browser.
func call[P, R any](b *browser, command cdp.Command[P, R], params P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.t.Fatal(err)
	}
}

// show loads a file.
func (b *browser) show(file string) {
	b.t.Helper()
	b.run(chromedp.Navigate((&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()), chromedp.WaitReady("main"))
}

// eval returns what an expression is.
func eval[T any](b *browser, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatal(err)
	}
	return value
}

// quiet checks that the page was all that was loaded, and that the browser had
// nothing to complain about.
func (b *browser) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.requests {
		if !strings.HasPrefix(r, "file:") {
			b.t.Errorf("the page loads %s", r)
		}
	}
	if len(b.alarms) > 0 {
		b.t.Errorf("the browser says %q", b.alarms)
	}
}

// picture writes a screenshot to the folder that is named in the environment, to
// be looked at.
func (b *browser) picture(name string) {
	b.t.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o666); err != nil {
		b.t.Fatal(err)
	}
}

// sub runs a part of the test.
func (b *browser) sub(name string, part func(t *testing.T)) {
	whole := b.t
	defer func() { b.t = whole }()
	whole.Run(name, func(t *testing.T) {
		b.t = t
		part(t)
	})
}

// press presses a key as a keyboard does: what the page prevents writes nothing.
func (b *browser) press(key string) {
	b.t.Helper()
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Text: key})
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: key})
}

// report makes the page of a real run, and returns its file.
func report(t *testing.T) string {
	t.Helper()
	streamvet := fixture.Build(t, "../..", "./cmd/streamvet")
	dir := fixture.Copy(t, "../testdata/chat")
	cmd := exec.Command(streamvet, "-html=page.html", "./...")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || cmd.ProcessState.ExitCode() != 1 {
		t.Fatalf("%v\n%s", err, out)
	}
	return filepath.Join(dir, "page.html")
}

const (
	visible   = `[...document.querySelectorAll(".finding")].filter(f => f.checkVisibility()).length`
	wide      = `document.scrollingElement.scrollWidth - innerWidth`
	focused   = `document.activeElement.closest(".finding")?.id ?? document.activeElement.id`
	backColor = `getComputedStyle(document.body).backgroundColor`
)

func TestPage(t *testing.T) {
	file := report(t)
	b := open(t)
	b.show(file)
	all := eval[int](b, visible)
	if all < 2 {
		t.Fatalf("%d findings are visible", all)
	}
	if n := eval[int](b, `document.querySelectorAll(".finding figure svg").length`); n < all-1 { // a directive has none
		t.Errorf("%d pictures of %d findings", n, all)
	}

	b.sub("pictures", func(t *testing.T) {
		// Arrows lead from one goroutine to the other one, and the order that is missing is crossed out.
		wrong := eval[[]string](b, `[...document.querySelectorAll("figure svg")].filter(svg => {
			const lanes = [...svg.querySelectorAll("line.lane")].map(l => l.x1.baseVal.value);
			const ends = [...svg.querySelectorAll("line.edge")].map(e => [e.x1.baseVal.value, e.x2.baseVal.value]);
			return lanes.length != 2 || ends.some(([a, b]) => a == b || !lanes.includes(a) || !lanes.includes(b)) ||
				svg.querySelectorAll("line.missing").length != 1 || svg.querySelectorAll("path.missing").length != 1;
		}).map(svg => svg.closest(".finding").id)`)
		if len(wrong) > 0 {
			t.Errorf("the pictures of %v are wrong", wrong)
		}
		if n := eval[int](b, `[...document.querySelectorAll("line.edge")].filter(e => getComputedStyle(e).markerEnd.includes("arrow")).length`); n == 0 {
			t.Error("there are no arrows")
		}
	})
	b.sub("filters", func(t *testing.T) {
		b.run(chromedp.SendKeys(`select[data-filter="category"]`, "closesend"))
		some := eval[int](b, visible)
		if want := eval[int](b, `document.querySelectorAll('.finding[data-category="closesend"]').length`); some != want || some == all {
			t.Errorf("%d findings of %d are visible, want %d", some, all, want)
		}
		b.run(chromedp.SendKeys("#text", "no such text"))
		if n := eval[int](b, visible); n != 0 {
			t.Errorf("%d findings with that text", n)
		}
		b.run(chromedp.KeyEvent(kb.Escape))
		if n := eval[int](b, visible); n != all {
			t.Errorf("%d findings after Escape, want %d", n, all)
		}
	})
	b.sub("keys", func(t *testing.T) {
		for _, step := range []struct{ key, focus string }{{"j", "f1"}, {"j", "f2"}, {"k", "f1"}, {"k", "f1"}, {"/", "text"}} {
			b.press(step.key)
			if got := eval[string](b, focused); got != step.focus {
				t.Errorf("after %s, the focus is on %q, want %q", step.key, got, step.focus)
			}
		}
		if text := eval[string](b, `document.getElementById("text").value`); text != "" {
			t.Errorf("the key / wrote %q", text)
		}
		b.run(chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent("j"), chromedp.KeyEvent(kb.Enter))
		if eval[bool](b, `document.getElementById("f1").open`) {
			t.Error("Enter doesn't close a finding")
		}
		b.run(chromedp.KeyEvent(kb.Enter))
	})
	b.sub("light and dark", func(t *testing.T) {
		colors := make(map[string]string)
		for _, scheme := range []string{"light", "dark"} {
			call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
			colors[scheme] = eval[string](b, backColor)
			b.picture(scheme)
		}
		if colors["light"] == colors["dark"] {
			t.Errorf("the background is %s in both", colors["light"])
		}
	})
	b.sub("narrow", func(t *testing.T) {
		b.run(chromedp.EmulateViewport(400, 800))
		if n := eval[int](b, wide); n > 0 {
			t.Errorf("%d pixels are beside a narrow window", n)
		}
		b.picture("narrow")
		b.run(chromedp.EmulateReset())
		if n := eval[int](b, wide); n > 0 {
			t.Errorf("%d pixels are beside the window", n)
		}
	})
	b.sub("texts are in the picture", func(t *testing.T) {
		outside := eval[[]string](b, `[...document.querySelectorAll("figure svg")].flatMap(svg => [...svg.querySelectorAll("text")].filter(x => {
			const a = x.getBoundingClientRect(), b = svg.getBoundingClientRect();
			return a.left < b.left - 1 || a.right > b.right + 1 || a.bottom > b.bottom + 1;
		}).map(x => x.textContent))`)
		if len(outside) > 0 {
			t.Errorf("these are not: %q", outside)
		}
	})
	b.quiet()
}

// Without scripts, all can be read, and nothing is shown that does nothing.
func TestPageWithoutScripts(t *testing.T) {
	file := report(t)
	b := open(t)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.show(file)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false}) // for the test itself
	if n := eval[int](b, visible); n < 2 {
		t.Errorf("%d findings are visible", n)
	}
	if eval[bool](b, `document.getElementById("filters").checkVisibility()`) {
		t.Error("there are filters")
	}
	b.quiet()
}

// Code that is not trusted stays text: no script of it runs, and nothing that it
// names is loaded.
func TestPageIsSafe(t *testing.T) {
	const evil = `</script></style></textarea>"'><script>alert(1)</script><img src="http://localhost:1/x" onerror="alert(2)">`
	s := findingtest.New(t)
	f := s.Room()
	f.Story.Texts(func(text *string) { *text = evil })
	f.Category, f.Package, f.Message = evil, evil, evil
	file := filepath.Join(t.TempDir(), "page.html")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	err = htmlreport.Write(out, &govet.Result{Findings: []govet.Finding{f}}, htmlreport.Options{Summary: evil, Version: evil})
	if err := errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
	b := open(t)
	b.show(file)
	if n := eval[int](b, `document.querySelectorAll("img").length + document.scripts.length`); n != 1 {
		t.Errorf("there are %d images and scripts, want the page's own", n)
	}
	if n := eval[int](b, visible); n != 1 {
		t.Errorf("%d findings are visible", n)
	}
	b.quiet()

	// The page's policy holds if escaping should fail.
	const inject = `(() => {
		const s = document.createElement("script");
		s.textContent = "document.title = 'taken over'";
		document.body.append(s);
		return document.title;
	})()`
	if title := eval[string](b, inject); title == "taken over" {
		t.Error("a script that is none of the page's runs")
	}
}
