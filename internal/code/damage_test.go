package code_test

import (
	"slices"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/enginetest"
)

// samples are facts with a few functions each.
func samples(tb testing.TB) [][]byte {
	tb.Helper()
	var out [][]byte
	for _, p := range programs(tb) {
		for chunk := range slices.Chunk(p.Funcs, 3) {
			out = append(out, code.Encode(chunk).Data)
		}
	}
	return out
}

// decode reads a fact that may be damaged, and does with what it has read what an importer
// does: it is linked, exported again, and run. That may fail in any way but by a panic.
func decode(data []byte, seed uint64) bool {
	u := code.NewUniverse()
	funcs, err := code.Decode(u, &code.Fact{Version: code.FactVersion, Data: data}, map[string]bool{})
	if err != nil {
		return false
	}
	p := code.Link(u, "values", funcs)
	code.Encode(p.Exported())
	for i, f := range p.Funcs[:min(len(p.Funcs), 8)] {
		p.Globals(f)
		enginetest.Run{
			Models: models, Scheduler: enginetest.Schedulers[i%len(enginetest.Schedulers)],
			Choices: choice.Random(seed+uint64(i), nil), MaxSteps: 200,
		}.Call(p, f.Name)
	}
	return true
}

// damage changes a few bytes, or leaves some out, or doubles them.
func damage(data []byte, random *choice.Source) []byte {
	data = slices.Clone(data)
	for range 1 + random.Intn(3) {
		i := random.Intn(len(data))
		switch random.Intn(6) {
		case 0:
			data[i] ^= 1 << random.Intn(8)
		case 1:
			data[i] = byte(random.Intn(256))
		case 2:
			data[i] += 2 // the next number
		case 3:
			data = slices.Delete(data, i, min(i+1+random.Intn(4), len(data)))
		case 4:
			data = slices.Insert(data, i, data[i:min(i+1+random.Intn(4), len(data))]...)
		case 5:
			k := random.Intn(len(data))
			data[i], data[k] = data[k], data[i]
		}
		if len(data) == 0 {
			return data
		}
	}
	return data
}

// Facts come from files, which may be damaged.
func TestDamagedFacts(t *testing.T) {
	random := choice.Random(1, nil)
	facts := samples(t)
	read := 0
	const n = 6000
	for i := range n {
		data := damage(facts[random.Intn(len(facts))], random)
		if tryDecode(t, data, uint64(i)) {
			read++
		}
		if t.Failed() {
			return
		}
	}
	if read < n/20 || read > n*19/20 {
		t.Errorf("%d of %d damaged facts can be read: the damage is too great, or too small", read, n)
	}
}

// tryDecode reports a panic with the fact that brings it about.
func tryDecode(t *testing.T, data []byte, seed uint64) bool {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%v for the fact %q", r, data)
			panic(r)
		}
	}()
	return decode(data, seed)
}

func TestOtherVersion(t *testing.T) {
	if _, err := code.Decode(code.NewUniverse(), &code.Fact{Version: code.FactVersion + 1}, map[string]bool{}); err == nil {
		t.Error("a fact of another version is read")
	}
	for _, data := range []string{"", "\x00", "\x00\x00", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "\x02\x02"} {
		if funcs, err := code.Decode(code.NewUniverse(), &code.Fact{Version: code.FactVersion, Data: []byte(data)}, map[string]bool{}); err == nil {
			t.Errorf("%q is read as %d functions", data, len(funcs))
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, data := range samples(f) {
		f.Add(data)
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		decode(data, uint64(len(data)))
	})
}
