package conform

import (
	"fmt"
	"go/format"
	"math/rand/v2"
	"strings"
)

// Generate returns a file with functions that synchronize in random ways, and their names. All
// that they share is one variable x, which they use and look at, and what keeps them apart, or
// doesn't.
func Generate(seed uint64, n int) (text string, functions []string) {
	var b strings.Builder
	b.WriteString("package race\n\nimport (\n\t\"context\"\n\t\"sync\"\n\t\"sync/atomic\"\n\t\"time\"\n)\n")
	for i := range n {
		f := fmt.Sprintf("Generated%d", i)
		functions = append(functions, f)
		g := &generator{rand: rand.New(rand.NewPCG(seed, uint64(i))), once: map[string]bool{}}
		fmt.Fprintf(&b, "\nfunc %s() {\n%s}\n", f, g.function())
	}
	b.WriteString("\nvar _ time.Duration\nvar _ = context.Background\nvar _ sync.Mutex\nvar _ atomic.Bool\n")
	formatted, err := format.Source([]byte(b.String()))
	if err != nil {
		panic(err) // what is generated is Go
	}
	return string(formatted), functions
}

// A generator makes one function.
type generator struct {
	rand  *rand.Rand
	needs []string        // declarations
	once  map[string]bool // what is there, and may be there once only
	adds  int             // to the wait group
	depth int
}

// function returns the body of a function that starts one or two goroutines, and does something
// itself meanwhile.
func (g *generator) function() string {
	var body strings.Builder
	for range 1 + g.rand.IntN(2) {
		if g.rand.IntN(4) == 0 {
			body.WriteString(g.block())
		}
		fmt.Fprintf(&body, "go func() {\n%s}()\n", g.block())
	}
	body.WriteString(g.block())
	head := "var x int\n"
	for _, d := range g.needs {
		head += d + "\n"
	}
	if g.adds > 0 {
		head += fmt.Sprintf("wg.Add(%d)\n", g.adds)
	}
	return head + body.String()
}

// block returns up to three statements, one of which uses x.
func (g *generator) block() string {
	list := []string{g.use()}
	for range g.rand.IntN(3) {
		list = append(list, g.statement())
	}
	g.rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return strings.Join(list, "")
}

// inner returns what a statement has in its body.
func (g *generator) inner() string {
	if g.depth >= 2 || g.rand.IntN(3) > 0 {
		return g.use()
	}
	g.depth++
	defer func() { g.depth-- }()
	return g.statement()
}

func (g *generator) use() string {
	if g.rand.IntN(4) == 0 {
		return "look(&x)\n"
	}
	return "use(&x)\n"
}

// need declares something, once.
func (g *generator) need(name, declaration string) {
	if g.first(name) {
		g.needs = append(g.needs, declaration+"\n_ = &"+name)
	}
}

// first reports whether what is called name is not there yet.
func (g *generator) first(name string) bool {
	old := g.once[name]
	g.once[name] = true
	return !old
}

// statement returns a statement that synchronizes.
func (g *generator) statement() string {
	makers := []func() string{g.locks, g.channels, g.atomics, g.waits, g.contexts, g.maps, g.starts}
	return makers[g.rand.IntN(len(makers))]()
}

func (g *generator) locks() string {
	switch g.rand.IntN(6) {
	case 0:
		g.need("rw", "var rw sync.RWMutex")
		return "rw.RLock()\n" + g.inner() + "rw.RUnlock()\n"
	case 1:
		g.need("rw", "var rw sync.RWMutex")
		return "rw.Lock()\n" + g.inner() + "rw.Unlock()\n"
	case 2:
		g.need("mu", "var mu sync.Mutex")
		return "if mu.TryLock() {\n" + g.inner() + "mu.Unlock()\n}\n"
	case 3:
		g.need("mu", "var mu sync.Mutex")
		return "func() {\nmu.Lock()\ndefer mu.Unlock()\n" + g.inner() + "}()\n"
	}
	g.need("mu", "var mu sync.Mutex")
	return "mu.Lock()\n" + g.inner() + "mu.Unlock()\n"
}

func (g *generator) channels() string {
	g.need("c", fmt.Sprintf("c := make(chan int, %d)", g.rand.IntN(3)))
	g.need("d", "d := make(chan int)")
	switch g.rand.IntN(7) {
	case 0, 1:
		return "c <- 1\n"
	case 2, 3:
		return "<-c\n"
	case 4:
		if g.first("close") {
			return "close(d)\n"
		}
		return "<-d\n"
	case 5:
		return "select {\ncase c <- 1:\n" + g.inner() + "default:\n" + g.inner() + "}\n"
	}
	return "select {\ncase <-c:\n" + g.inner() + "case <-d:\n" + g.inner() + "}\n"
}

func (g *generator) atomics() string {
	g.need("n", "var n atomic.Int32")
	switch g.rand.IntN(5) {
	case 0:
		return "n.Store(1)\n"
	case 1:
		return "if n.Load() == 1 {\n" + g.inner() + "}\n"
	case 2:
		return "if n.CompareAndSwap(0, 1) {\n" + g.inner() + "n.Store(0)\n}\n"
	case 3:
		return "if !n.CompareAndSwap(0, 1) {\n" + g.inner() + "}\n"
	}
	return fmt.Sprintf("if n.Add(1) == %d {\n%s}\n", 1+g.rand.IntN(2), g.inner())
}

func (g *generator) waits() string {
	switch g.rand.IntN(4) {
	case 0:
		g.need("once", "var once sync.Once")
		return "once.Do(func() {\n" + g.use() + "})\n"
	case 1:
		g.need("wg", "var wg sync.WaitGroup")
		g.adds++
		return "wg.Done()\n"
	case 2:
		g.need("wg", "var wg sync.WaitGroup")
		return "wg.Wait()\n"
	}
	g.need("ready", "var ready bool")
	g.need("lock", "var lock sync.Mutex")
	g.need("cond", "cond := sync.NewCond(&lock)")
	if g.rand.IntN(2) == 0 {
		return "lock.Lock()\nready = true\nlock.Unlock()\ncond.Broadcast()\n"
	}
	return "lock.Lock()\nfor !ready {\ncond.Wait()\n}\nlock.Unlock()\n"
}

func (g *generator) contexts() string {
	g.need("ctx", "ctx, cancel := context.WithCancel(context.Background())\ndefer cancel()")
	switch g.rand.IntN(4) {
	case 0:
		return "cancel()\n"
	case 1:
		return "<-ctx.Done()\n"
	case 2:
		return "context.AfterFunc(ctx, func() {\n" + g.use() + "})\n"
	}
	return "if ctx.Err() != nil {\n" + g.inner() + "}\n"
}

func (g *generator) maps() string {
	g.need("m", "var m sync.Map")
	switch g.rand.IntN(4) {
	case 0:
		return "m.Store(\"k\", 1)\n"
	case 1:
		return "if _, ok := m.Load(\"k\"); ok {\n" + g.inner() + "}\n"
	case 2:
		return "if _, loaded := m.LoadOrStore(\"k\", 1); !loaded {\n" + g.inner() + "m.Delete(\"k\")\n}\n"
	}
	return "if _, ok := m.LoadAndDelete(\"k\"); ok {\n" + g.inner() + "m.Store(\"k\", 1)\n}\n"
}

func (g *generator) starts() string {
	switch g.rand.IntN(3) {
	case 0:
		return "time.AfterFunc(1, func() {\n" + g.use() + "})\n"
	case 1:
		g.need("wg", "var wg sync.WaitGroup")
		return "wg.Go(func() {\n" + g.use() + "})\n"
	}
	return "go func() {\n" + g.use() + "}()\n"
}
