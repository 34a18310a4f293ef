package order_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/order"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/path/pathtest"
	"github.com/streamvet/streamvet/internal/summary"
)

// An effect in text form: the name of the stream, locks in brackets ("[p0.mu]",
// "[r:p0.mu]" for one held for reading, "[cover p0.mu]"), and tokens behind "after"
// and "then", as summaries print them: "p0.s [p0.mu] after received p0.c then closed p0.d".
func effect(t *testing.T, text string) (path.Path, *summary.Effect) {
	t.Helper()
	e := &summary.Effect{Kind: summary.Access, Method: "Send"}
	words := strings.Fields(text)
	name := pathtest.Parse(t, words[0])
	e.Names = []path.Path{name}
	kinds := map[string]summary.TokenKind{
		"wait": summary.Group, "closed": summary.Closed, "sent": summary.Sent, "received": summary.Receive,
		"once": summary.Done, "taken": summary.Taken, "given": summary.Given,
	}
	var tokens *[]summary.Token
	for i := 1; i < len(words); i++ {
		switch w := words[i]; {
		case w == "after":
			tokens = &e.Gates
		case w == "then":
			tokens = &e.After
		case w == "[cover":
			i++
			e.Locks = append(e.Locks, lock(t, words[i]))
			e.Locks[len(e.Locks)-1].Cover = true
		case w[0] == '[':
			e.Locks = append(e.Locks, lock(t, w[1:]))
		case kinds[w] != 0 && tokens != nil:
			i++
			*tokens = append(*tokens, summary.Token{Kind: kinds[w], Path: pathtest.Parse(t, words[i])})
		default:
			t.Fatalf("%q: %q is not part of an effect", text, w)
		}
	}
	return name, e
}

func lock(t *testing.T, text string) summary.Lock {
	t.Helper()
	name, shared := strings.CutPrefix(strings.TrimSuffix(text, "]"), "r:")
	return summary.Lock{Path: pathtest.Parse(t, name), Shared: shared}
}

func TestExcluded(t *testing.T) {
	spawner := func(p *order.Pair) { p.SameSpawner = true }
	for _, tt := range []struct {
		name string
		a, b string
		edit func(*order.Pair)
		want string
	}{
		{name: "nothing", a: "p0.s", b: "p0.s"},

		// Locks.
		{name: "one lock", a: "p0.s [p0.mu]", b: "p0.s [p0.mu]", want: "lock"},
		{name: "one has a lock", a: "p0.s [p0.mu]", b: "p0.s"},
		{name: "two locks", a: "p0.s [p0.mu]", b: "p0.s [p0.nu]"},
		{name: "one of the locks", a: "p0.s [p0.mu] [p0.nu]", b: "p0.s [p0.nu] [p0.xi]", want: "lock"},
		{name: "locks of two objects", a: "p0.s [p0.mu]", b: "p0.s [p1.mu]"},
		{name: "both read", a: "p0.s [r:p0.mu]", b: "p0.s [r:p0.mu]"},
		{name: "one reads", a: "p0.s [r:p0.mu]", b: "p0.s [p0.mu]", want: "lock"},
		{name: "a lock of any element", a: "p0.s [p0.m[*]]", b: "p0.s [p0.m[*]]"},
		{name: "a lock of a known element", a: "p0.s [p0.m[k:1]]", b: "p0.s [p0.m[k:1]]", want: "lock"},
		{name: "a lock of two elements", a: "p0.s [p0.m[k:1]]", b: "p0.s [p0.m[k:2]]"},
		{name: "an older lock", a: "p0.s [t0']", b: "p0.s [t0']"},

		// Locks beside the stream: which element it is needn't be known.
		{name: "the lock of an older object", a: "t0'.s [t0'.mu]", b: "t0'.s [t0'.mu]", want: "lock"},
		{name: "other locks of an older object", a: "t0'.s [t0'.mu]", b: "t0'.s [t0'.nu]"},
		{name: "the lock of one field's owner", a: "t0.s [t0.mu]", b: "t1.s [t1.mu]", want: "lock"},
		{name: "the lock of an owner, for reading", a: "t0.s [r:t0.mu]", b: "t1.s [r:t1.mu]"},
		{name: "a lock of an element, for an owner", a: "t0.s [t0.mu[*]]", b: "t1.s [t1.mu[*]]"},
		{name: "the lock of the stream's element", a: "p0.m[v:t1].s [p0.m[v:t1].mu]", b: "p0.m[v:t2].s [p0.m[v:t2].mu]", want: "lock"},
		{name: "the lock of the stream's key", a: "p0.m[p:1].s [p0.m[p:1].mu]", b: "p0.m[v:t2].s [p0.m[v:t2].mu]", want: "lock"},
		{name: "the lock of another element", a: "p0.m[v:t1].s [p0.m[v:t3].mu]", b: "p0.m[v:t2].s [p0.m[v:t4].mu]"},
		{name: "another lock of the element", a: "p0.m[v:t1].s [p0.m[v:t1].mu]", b: "p0.m[v:t2].s [p0.m[v:t2].nu]"},
		{name: "the stream's element, known beforehand", a: "p0.m[*].s [p0.m[=].mu]", b: "p0.m[v:t2].s [p0.m[v:t2].mu]", want: "lock"},
		{name: "an element of another container", a: "p0.m[v:t1].s [p0.m[v:t1].mu]", b: "p0.n[v:t1].s [p0.m[=].mu]"},
		{name: "a stream that is in no element", a: "p0.m[v:t1].s [p0.m[v:t1].mu]", b: "p1 [p0.m[=].mu]"},

		// A lock that a goroutine's spawner holds until the goroutine is over.
		{name: "covered", a: "p0.s [cover p0.mu]", b: "p0.s [p0.mu]", edit: spawner, want: "lock"},
		{name: "two of one spawner", a: "p0.s [cover p0.mu]", b: "p0.s [cover p0.mu]", edit: spawner},
		{name: "two of two spawners", a: "p0.s [cover p0.mu]", b: "p0.s [cover p0.mu]", want: "lock"},

		{
			name: "a lock for other streams", a: "p0.s [p0.mu]", b: "p0.s [p0.mu]",
			edit: func(p *order.Pair) { p.Holds = func(summary.Lock, path.Path) bool { return false } },
		},
		{
			name: "a lock for this stream", a: "p0.s [p0.mu]", b: "p0.s [p0.mu]",
			edit: func(p *order.Pair) {
				p.Holds = func(_ summary.Lock, name path.Path) bool { return name.String() == "p0.s" }
			},
			want: "lock",
		},

		{
			name: "a semaphore with room for both", a: "p0.s [p0.sem]", b: "p0.s [p0.sem]",
			edit: func(p *order.Pair) { p.Exceeds = func(summary.Lock, summary.Lock) bool { return false } },
		},

		// Tokens.
		{name: "a wait group", a: "p0.s then wait p0.wg", b: "p0.s after wait p0.wg", want: "token"},
		{name: "another wait group", a: "p0.s then wait p0.wg", b: "p0.s after wait p0.xg"},
		{name: "both signal", a: "p0.s then wait p0.wg", b: "p0.s then wait p0.wg"},
		{name: "both wait", a: "p0.s after wait p0.wg", b: "p0.s after wait p0.wg"},
		{name: "a once", a: "p0.s then once p0.o", b: "p0.s after once p0.o", want: "token"},
		{name: "closed and drained", a: "p0.s then closed p0.c", b: "p0.s after closed p0.c", want: "token"},
		{name: "closed and received", a: "p0.s then closed p0.c", b: "p0.s after received p0.c", want: "token"},
		{name: "sent and received", a: "p0.s then sent p0.c", b: "p0.s after received p0.c", want: "token"},
		{name: "sent and drained", a: "p0.s then sent p0.c", b: "p0.s after closed p0.c", want: "token"},
		{name: "one of the tokens", a: "p0.s then sent p0.c closed p0.d", b: "p0.s after wait p0.wg received p0.d", want: "token"},
		{
			name: "a receive that another send may complete", a: "p0.s then closed p0.c", b: "p0.s after received p0.c",
			edit: func(p *order.Pair) { p.Sends = func(ch path.Path) bool { return ch.String() == "p0.c" } },
		},
		{
			name: "one of several senders", a: "p0.s then sent p0.c", b: "p0.s after received p0.c",
			edit: func(p *order.Pair) { p.Unique = func(summary.Token) bool { return false } },
		},
		{
			name: "the only sender", a: "p0.s then sent p0.c", b: "p0.s after received p0.c",
			edit: func(p *order.Pair) { p.Unique = func(summary.Token) bool { return true } },
			want: "token",
		},
		{
			name: "one of several senders, of a channel that is drained", a: "p0.s then sent p0.c", b: "p0.s after closed p0.c",
			edit: func(p *order.Pair) { p.Unique = func(summary.Token) bool { return false } },
			want: "token",
		},
		{name: "taken from a channel that may have a buffer", a: "p0.s then taken p0.c", b: "p0.s after given p0.c"},
		{
			name: "taken from a channel that has no buffer", a: "p0.s then taken p0.c", b: "p0.s after given p0.c",
			edit: func(p *order.Pair) { p.Unbuffered = func(path.Path) bool { return true } },
			want: "token",
		},
		{
			name: "what the signaler waited for", a: "p0.s then wait p0.wg", b: "p0.s after closed p0.c",
			edit: func(p *order.Pair) {
				p.Gates = func(list []summary.Token) []summary.Token {
					return append(slices.Clone(list), summary.Token{Kind: summary.Group, Path: pathtest.Parse(t, "p0.wg")})
				}
			},
			want: "token",
		},

		{name: "lock and token", a: "p0.s [p0.mu] then wait p0.wg", b: "p0.s [p0.mu] after wait p0.wg", want: "lock"},
	} {
		var p order.Pair
		p.NameA, p.A = effect(t, tt.a)
		p.NameB, p.B = effect(t, tt.b)
		if tt.edit != nil {
			tt.edit(&p)
		}
		if got := p.Excluded(); got != tt.want {
			t.Errorf("%s: %q and %q are excluded by %q, want %q", tt.name, tt.a, tt.b, got, tt.want)
		}
		p.A, p.B, p.NameA, p.NameB = p.B, p.A, p.NameB, p.NameA
		if got := p.Excluded(); got != tt.want {
			t.Errorf("%s, in reverse order: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestVetoesHaveNames(t *testing.T) {
	var names []string
	for _, v := range order.Vetoes {
		names = append(names, v.Name)
	}
	if slices.Contains(names, "") || len(slices.Compact(slices.Sorted(slices.Values(names)))) != len(names) {
		t.Errorf("names %q", names)
	}
}

func TestCorrelate(t *testing.T) {
	for _, tt := range []struct{ name, lock, want string }{
		{"p0.s", "p0.mu", "p0.mu"},
		{"p0.m[v:t1].s", "p0.m[v:t1].mu", "p0.m[=].mu"},
		{"p0.m[v:t1].s", "p0.m[v:t2].mu", "p0.m[v:t2].mu"},
		{"p0.m[p:1].s", "p0.m[p:1].mu", "p0.m[=].mu"},
		{"p0.m[k:1].s", "p0.m[k:1].mu", "p0.m[k:1].mu"}, // known anyway
		{"p0.m[*].s", "p0.m[*].mu", "p0.m[*].mu"},       // any two
		{"p0.m[*].s", "p0.m[=].mu", "p0.m[=].mu"},
		{"p0.m[v:t1].n[v:t2].s", "p0.m[v:t1].n[v:t2].mu", "p0.m[=].n[=].mu"},
		{"p0.m[v:t1].n[v:t2].s", "p0.m[v:t1].n[v:t3].mu", "p0.m[=].n[v:t3].mu"},
		{"p1.m[v:t1].s", "p0.m[v:t1].mu", "p0.m[v:t1].mu"},
		{"p0.m[v:t1]", "p0.m[v:t1]", "p0.m[=]"},
	} {
		name, lock, want := pathtest.Parse(t, tt.name), pathtest.Parse(t, tt.lock), pathtest.Parse(t, tt.want)
		got := order.Correlate(name, lock)
		if got != want {
			t.Errorf("for %v, the lock %v is %v, want %v", name, lock, got, want)
		}
		if again := order.Correlate(name, got); again != got {
			t.Errorf("for %v, the lock %v becomes %v a second time", name, got, again)
		}
	}
}
