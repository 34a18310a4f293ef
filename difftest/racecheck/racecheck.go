package racecheck

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/streamvet/streamvet/difftest/program"
	"github.com/streamvet/streamvet/difftest/source"
	"github.com/streamvet/streamvet/difftest/truth"
)

// A Race is what the race detector saw: two calls at the same time, each with
// the lines of the program that its stack goes through.
type Race struct {
	Methods [2]program.Method
	Stacks  [2][]source.Line
}

// patience is how long one round may take.
const patience = time.Minute

// rounds is how many rounds a program runs at most.
const rounds = 20

// Run runs the programs and returns the races on streams by the programs' names.
// A round has the given number of runs. A program that has overlaps runs until
// each kind of them has been seen, or for twenty rounds; one that has none runs
// for one. Races on other memory, such as a variable that holds a stream, don't
// count.
func Run(ctx context.Context, testModule string, programs []Program, runs int) (map[string][]Race, error) {
	dir, err := os.MkdirTemp("", "racecheck")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	binary, err := build(ctx, dir, testModule, programs)
	if err != nil {
		return nil, err
	}
	out := make(map[string][]Race)
	for _, p := range programs {
		for range rounds {
			races, err := round(ctx, binary, p, runs)
			if err != nil {
				return nil, err
			}
			out[p.Name] = append(out[p.Name], races...)
			if _, unseen := Compare(p, out[p.Name]); len(unseen) == 0 {
				break
			}
		}
	}
	return out, nil
}

func round(ctx context.Context, binary string, p Program, runs int) ([]Race, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, p.Name, strconv.Itoa(runs))
	cmd.Env = append(os.Environ(), "GORACE=halt_on_error=0 exitcode=0 history_size=3 atexit_sleep_ms=0 suppress_equal_addresses=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("running %s: %w\n%s\n%s", p.Name, err, stderr.String(), p.Source.Files["chat.go"])
	}
	return parse(stderr.String(), "/gen/"+p.Name+"/"), nil
}

var (
	header = regexp.MustCompile(`^(?:Write|Read|Previous write|Previous read) at `)
	method = regexp.MustCompile(`chatpb\.\(\*stream\)\.(\w+)\(\)`)
	place  = regexp.MustCompile(`^\s+(\S+\.go):(\d+)`)
)

// parse reads the race detector's reports; within is what the paths of the
// program's own files have in them.
func parse(text, within string) []Race {
	var out []Race
	for report := range strings.SplitSeq(text, "==================") {
		var race Race
		n := 0
		for block := range strings.SplitSeq(strings.TrimSpace(report), "\n\n") {
			lines := strings.Split(strings.TrimPrefix(block, "WARNING: DATA RACE\n"), "\n")
			if n == 2 || !header.MatchString(lines[0]) || len(lines) < 3 {
				continue
			}
			m := method.FindStringSubmatch(lines[1])
			if m == nil {
				break
			}
			race.Methods[n] = program.Method(m[1])
			for _, line := range lines[1:] {
				at := place.FindStringSubmatch(line)
				if at == nil {
					continue
				}
				if _, file, ok := strings.Cut(at[1], within); ok {
					number, _ := strconv.Atoi(at[2]) // the pattern has digits only
					race.Stacks[n] = append(race.Stacks[n], source.Line{File: file, Line: number})
				}
			}
			n++
		}
		if n == 2 {
			out = append(out, race)
		}
	}
	return out
}

// Eligible reports whether a program can run under the race detector: a map
// that is used without a lock ends the process, and so does a WaitGroup that
// grows while its end is being awaited.
func Eligible(p *program.Program) bool {
	ok := true
	var walk func(list []*program.Stmt, exclusive, shared bool)
	walk = func(list []*program.Stmt, exclusive, shared bool) {
		for _, s := range list {
			ok = ok && !s.Late
			switch s.Op {
			case program.Put, program.Drop:
				ok = ok && exclusive
			case program.Each, program.Find, program.Copy:
				if s.Op == program.Copy && s.Var.Kind != program.Streams || s.Op == program.Each && s.Var.Place == program.Local {
					break
				}
				ok = ok && (exclusive || shared)
			}
			e, sh := exclusive, shared
			switch s.Op {
			case program.Lock:
				e, sh = e || s.Mode != program.Shared && s.Var.Place == program.Field, true
			case program.Spawn:
				e, sh = false, false
			}
			walk(s.Body, e, sh)
			walk(s.Else, exclusive, shared)
		}
	}
	walk(p.Body, false, false)
	for _, e := range p.Entries {
		walk(e.Body, false, false)
	}
	return ok
}

// Compare returns what is wrong with the truth about a program, given the races
// that were seen: races that it says can't be, and, if it was run often enough
// to show, overlaps that were not seen.
func Compare(p Program, races []Race) (unexpected, unseen []string) {
	seen := make(map[program.Category]bool)
	for _, race := range races {
		categories := program.Conflicts(race.Methods[0], race.Methods[1])
		for _, c := range categories {
			seen[c] = true
		}
		if !explained(p, race, categories) {
			unexpected = append(unexpected, fmt.Sprintf("%s and %s: %v and %v", race.Methods[0], race.Methods[1], race.Stacks[0], race.Stacks[1]))
		}
	}
	for _, c := range p.Truth.Conflicts {
		if text := string(c.Category); !seen[c.Category] && !slices.Contains(unseen, text) {
			unseen = append(unseen, text)
		}
	}
	return unexpected, unseen
}

// explained reports whether the truth has a conflict that the race can be.
func explained(p Program, race Race, categories []program.Category) bool {
	a, b := sites(p, race, 0), sites(p, race, 1)
	return slices.ContainsFunc(p.Truth.Conflicts, func(c truth.Conflict) bool {
		return slices.Contains(categories, c.Category) && (a[c.A] && b[c.B] || a[c.B] && b[c.A])
	})
}

// sites returns the statements that a stack can belong to.
func sites(p Program, race Race, i int) map[int]bool {
	all, found := make(map[int]bool), make(map[int]bool)
	for s := range p.Model.All() {
		if s.Op != program.Use || s.Method != race.Methods[i] {
			continue
		}
		all[s.ID] = true
		for _, line := range p.Source.Lines(s.ID) {
			if slices.Contains(race.Stacks[i], line) {
				found[s.ID] = true
			}
		}
	}
	if len(found) == 0 {
		return all // a deferred call: the stack has the function's end
	}
	return found
}
