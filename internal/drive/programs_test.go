package drive_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/shadow"
)

// Programs that register handlers and serve them have the races that their names say.
func TestServed(t *testing.T) { testPrograms(t, "served", true) }

// So do programs that use the objects of libraries.
func TestObjects(t *testing.T) { testPrograms(t, "objects", false) }

// testPrograms executes the functions of a package of programs. Those whose names begin with Race
// have a race in some execution, the others in none, and what they say by check and maybe is so.
func testPrograms(t *testing.T, path string, served bool) {
	t.Helper()
	libraries := enginetest.Libraries(t, filepath.Join("testdata", "libraries"), enginetest.GRPC(t)...)
	pkg := enginetest.Load(t, path, enginetest.Programs(t, filepath.Join("testdata", path)), libraries...)
	d := drive.New(pkg.Types, pkg.Link(), pkg.Translator.Types)
	models := model.New()
	for _, f := range d.Program.Funcs {
		name, ok := strings.CutPrefix(f.Name, path+".")
		if !ok || name[0] < 'A' || name[0] > 'Z' || strings.Contains(name, "$") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			c := enginetest.NewChecks(enginetest.NewAccesses(models, d.Program.Package), d.Program.Package)
			p := program{driver: driverOf(d, f, name), checks: c}
			racy := strings.HasPrefix(name, "Race")
			p.run(t, d, racy)
			if served && !racy && p.handlers == 0 {
				t.Error("no handler is called")
			}
			if c.Calls == 0 && !strings.Contains(name, "Race") {
				t.Error("nothing was checked")
			}
			for _, text := range append(c.Failed, c.Certain()...) {
				t.Error(text)
			}
		})
	}
}

// driverOf returns the driver that calls a function.
func driverOf(d *drive.Package, f *code.Func, name string) *drive.Driver {
	for _, driver := range d.Drivers() {
		if driver.Name == "call "+name {
			return driver
		}
	}
	return drive.Loose(f)
}

// program is a function that is executed many times.
type program struct {
	driver   *drive.Driver
	checks   *enginetest.Checks
	handlers int // goroutines of handlers
}

// run executes the program, and says what is wrong with its races: it has one in at least one
// execution, or none.
func (p *program) run(t *testing.T, d *drive.Package, racy bool) {
	t.Helper()
	const executions = 240
	for i := range executions {
		m := machine.New(d.Program, choice.Random(choice.Hash(p.driver.Name)+uint64(i), nil), p.checks)
		m.Scheduler, m.Trace, m.MaxSteps = enginetest.Schedulers[i%len(enginetest.Schedulers)], p.checks.Trace, 4000
		sh := shadow.New()
		m.Observer = sh
		d.Start(m, p.driver)
		m.Run()
		for _, g := range m.Goroutines {
			if k := g.Origin.Kind; k == machine.FromHandler || k == machine.FromRequest {
				p.handlers++
			}
		}
		switch {
		case m.Outcome != machine.Ended && m.Outcome != machine.Exhausted:
			t.Fatalf("outcome %v: %s", m.Outcome, m.Reason)
		case len(sh.Races) > 0 && racy:
			return
		case len(sh.Races) > 0:
			r := sh.Races[0]
			t.Fatalf("race of %s at line %d and %s at line %d", r.First.Method, r.First.Stack[0].Line, r.Second.Method, r.Second.Stack[0].Line)
		case len(p.checks.Failed) > 0:
			return
		}
	}
	if racy {
		t.Errorf("none of %d executions shows a race", executions)
	}
}
