package summary_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// What is read is what was written, all of it: each field of each type is there.
func TestRoundTrip(t *testing.T) {
	want := full(t)
	noZeros(t, reflect.ValueOf(*want))
	f := summary.NewFact(want)
	if !f.Streams {
		t.Error("the fact tells of no streams")
	}
	// Drivers write facts as parts of something larger.
	var file bytes.Buffer
	if err := gob.NewEncoder(&file).Encode(f); err != nil {
		t.Fatal(err)
	}
	read := new(summary.Fact)
	if err := gob.NewDecoder(&file).Decode(read); err != nil {
		t.Fatal(err)
	}
	got, err := read.Decode()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if !strings.HasPrefix(read.String(), "streamvet: p0.conn.stream|new0.s") {
		t.Errorf("the fact is printed as %q", read)
	}
}

// noZeros checks that each field of a type has a value somewhere in v, so that a
// field that is not exported, or new, isn't forgotten.
func noZeros(t *testing.T, v reflect.Value) {
	t.Helper()
	set := map[string]bool{}
	var types []reflect.Type
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			types = append(types, v.Type())
			for i := range v.NumField() {
				if f := v.Type().Field(i); f.IsExported() {
					if !v.Field(i).IsZero() {
						set[v.Type().String()+"."+f.Name] = true
					}
					walk(v.Field(i))
				}
			}
		}
	}
	walk(v)
	for _, typ := range types {
		for field := range typ.Fields() {
			// An object of an earlier iteration is nothing to a caller.
			if f := typ.String() + "." + field.Name; field.IsExported() && !set[f] && f != "path.Root.Old" {
				set[f] = true
				t.Errorf("%s is zero everywhere", f)
			}
		}
	}
}

// The same summary is the same bytes, always.
func TestSameBytes(t *testing.T) {
	want := summary.NewFact(full(t)).Data
	for range 20 {
		if got := summary.NewFact(full(t)).Data; !bytes.Equal(got, want) {
			t.Fatal("one summary is encoded in two ways")
		}
	}
	// Reading a summary and writing it again is no change either.
	s, err := (&summary.Fact{Data: want}).Decode()
	if err != nil {
		t.Fatal(err)
	}
	if got := summary.NewFact(s).Data; !bytes.Equal(got, want) {
		t.Error("a summary that was read is written in another way")
	}
}

func TestNoFact(t *testing.T) {
	if f := summary.NewFact(&summary.Summary{Version: summary.Version}); f != nil {
		t.Errorf("an empty summary has the fact %v", f)
	}
	large := full(t)
	for len(large.Stores)*4 < summary.MaxFactSize {
		large.Stores = append(large.Stores, large.Stores[0])
	}
	if f := summary.NewFact(large); f != nil {
		t.Errorf("a fact of %d bytes", len(f.Data))
	}
}

// What can't be relied on is an error, and no wrong result.
func TestDecodeError(t *testing.T) {
	bad := path.Path{Root: path.Root{Kind: path.Param}, Sel: "["}
	edit := func(f func(*summary.Summary)) []byte {
		s := full(t)
		f(s)
		return summary.Encode(s)
	}
	deep := &summary.Summary{Version: summary.Version}
	for range 20 {
		deep = &summary.Summary{Version: summary.Version, Fresh: []summary.Fresh{{Func: deep}}}
	}
	whole := summary.Encode(full(t))
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"empty":               {nil, "decoding a summary: it is cut off"},
		"something else":      {[]byte("streamvet"), "summary has version 115"},
		"cut off":             {whole[:len(whole)-1], "decoding a summary: it is cut off"},
		"more":                {append(slices.Clip(whole), 0), "decoding a summary: something follows"},
		"field":               {append(slices.Clip(whole[:1]), 0xff, 0xff, 0xff, 0xff, 1), "a summary.Summary has 13 fields"},
		"string":              {[]byte{summary.Version, 2, 1, 2, 7}, "there is no string 7"},
		"long string":         {[]byte{summary.Version, 2, 1, 2, 0, 100, 'x'}, "it is cut off"},
		"long list":           {[]byte{summary.Version, 2, 100}, "it is cut off"},
		"too large":           {make([]byte, summary.MaxFactSize+1), fmt.Sprintf("fact of %d bytes is too large", summary.MaxFactSize+1)},
		"older":               {edit(func(s *summary.Summary) { s.Version-- }), fmt.Sprintf("summary has version %d, this streamvet reads version %d", summary.Version-1, summary.Version)},
		"newer":               {edit(func(s *summary.Summary) { s.Version++ }), fmt.Sprintf("summary has version %d, this streamvet reads version %d", summary.Version+1, summary.Version)},
		"kind of effect":      {edit(func(s *summary.Summary) { s.Effects[0].Kind = 99 }), "effect of unknown kind 99"},
		"no kind of effect":   {edit(func(s *summary.Summary) { s.Effects[0].Kind = 0 }), "effect of unknown kind 0"},
		"overlap":             {edit(func(s *summary.Summary) { s.Overlaps[0].B = 3 }), "overlap of unknown effects"},
		"negative overlap":    {edit(func(s *summary.Summary) { s.Overlaps[0].A = -1 }), "overlap of unknown effects"},
		"left by neither":     {edit(func(s *summary.Summary) { s.Overlaps[0].Left = 4 }), "what is left by neither effect"},
		"name":                {edit(func(s *summary.Summary) { s.Effects[0].Names[0] = bad }), `malformed path "["`},
		"alias":               {edit(func(s *summary.Summary) { s.Effects[0].Alias[0] = bad }), `malformed path "["`},
		"argument":            {edit(func(s *summary.Summary) { s.Effects[1].Args[0].Vals[0].Path = bad }), `malformed path "["`},
		"lock":                {edit(func(s *summary.Summary) { s.Effects[0].Locks[0].Path = bad }), `malformed path "["`},
		"released lock":       {edit(func(s *summary.Summary) { s.Effects[0].Released[0] = bad }), `malformed path "["`},
		"gate":                {edit(func(s *summary.Summary) { s.Effects[0].Gates[0].Path = bad }), `malformed path "["`},
		"token":               {edit(func(s *summary.Summary) { s.Effects[0].After[0].Path = bad }), `malformed path "["`},
		"kind of token":       {edit(func(s *summary.Summary) { s.Effects[0].After[0].Kind = 99 }), "token of unknown kind 99"},
		"kind of signal":      {edit(func(s *summary.Summary) { s.Effects[2].Token.Kind = 0 }), "token of unknown kind 0"},
		"location":            {edit(func(s *summary.Summary) { s.Stores[0].Loc = bad }), `malformed path "["`},
		"stored value":        {edit(func(s *summary.Summary) { s.Stores[0].Vals[0].Path = bad }), `malformed path "["`},
		"result":              {edit(func(s *summary.Summary) { s.Results[1][0].Path = bad }), `malformed path "["`},
		"acquired":            {edit(func(s *summary.Summary) { s.Acquired[0].Path = bad }), `malformed path "["`},
		"released":            {edit(func(s *summary.Summary) { s.Released[0] = bad }), `malformed path "["`},
		"wait":                {edit(func(s *summary.Summary) { s.Waits[0].Path = bad }), `malformed path "["`},
		"signal":              {edit(func(s *summary.Summary) { s.Signals[0].Kind = 99 }), "token of unknown kind 99"},
		"wait group":          {edit(func(s *summary.Summary) { s.Adds[0] = bad }), `malformed path "["`},
		"negative parameter":  {edit(func(s *summary.Summary) { s.Adds[0].Root.Index = -1 }), `malformed path ".wg"`},
		"creation site":       {edit(func(s *summary.Summary) { s.Adds[0].Root.Kind = path.Site }), `malformed path ".wg"`},
		"long path":           {edit(func(s *summary.Summary) { s.Adds[0].Sel = strings.Repeat(".a", path.MaxSelectors+1) }), "malformed path"},
		"function literal":    {edit(func(s *summary.Summary) { s.Fresh[1].Func.Effects[0].Names[0] = bad }), `malformed path "["`},
		"captured variables":  {edit(func(s *summary.Summary) { s.Fresh[1].Frees = 1 << 40 }), "function literal with 1099511627776 captured variables"},
		"function literals":   {summary.Encode(deep), "function literals nested too deep"},
		"number of effects":   {edit(func(s *summary.Summary) { s.Effects = make([]summary.Effect, summary.MaxEffects+1) }), "summary too large"},
		"count of an overlap": {edit(func(s *summary.Summary) { s.Overlaps[0].Count = "p:1" }), "malformed path"},
		"number of overlaps":  {edit(func(s *summary.Summary) { s.Overlaps = make([]summary.Overlap, summary.MaxOverlaps+1) }), "summary too large"},
		"no version":          {summary.Encode(&summary.Summary{}), "summary has version 0"},
	} {
		f := &summary.Fact{Data: tt.data}
		s, err := f.Decode()
		if s != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: summary %v, error %v; want %q", name, s, err, tt.want)
			continue
		}
		if f.String() != err.Error() {
			t.Errorf("%s: printed as %q, want the error %q", name, f, err)
		}
	}
}

func TestReach(t *testing.T) {
	if got := (&summary.Reach{GRPC: true}).String(); got != "grpc=true analyzed=false" {
		t.Errorf("got %q", got)
	}
}

// FuzzDecode reads facts that may be damaged. Those that are taken for sound can be
// used: printed, compared, bound and written again.
func FuzzDecode(f *testing.F) {
	f.Add(summary.Encode(full(f)))
	f.Add(summary.Encode(&summary.Summary{Version: summary.Version}))
	f.Add(summary.Encode(&summary.Summary{Version: summary.Version, Fresh: []summary.Fresh{{Func: full(f)}}}))
	f.Add([]byte(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := (&summary.Fact{Data: data}).Decode()
		if err != nil {
			if s != nil {
				t.Errorf("error %v, and a summary", err)
			}
			return
		}
		use(s)
		again, err := (&summary.Fact{Data: summary.Encode(s)}).Decode()
		if err != nil {
			t.Fatalf("what was read can't be read again: %v", err)
		}
		if again.String() != s.String() {
			t.Errorf("read again, the summary is\n%s, before\n%s", again, s)
		}
	})
}

// FuzzValid writes summaries that aren't sound, of which a damaged file is rarely one.
func FuzzValid(f *testing.F) {
	f.Add(uint8(summary.Access), uint8(path.Param), 0, ".mu", uint8(summary.Group), 0, 1)
	f.Add(uint8(summary.Signal), uint8(path.Fresh), 3, "[k:1]^s[v:t1'][p:0]*", uint8(summary.Given), 1, 1)
	f.Add(uint8(summary.Call), uint8(path.Global), 0, "[", uint8(99), -1, 1<<40)
	f.Fuzz(func(_ *testing.T, kind, root uint8, index int, sel string, tokenKind uint8, overlap, frees int) {
		p := path.Path{Root: path.Root{Kind: path.Kind(root), Index: index, Name: "pkg.v"}, Sel: sel}
		token := summary.Token{Kind: summary.TokenKind(tokenKind), Path: p}
		vals := path.Set{{Path: p, Via: p}}
		effects := []summary.Effect{
			{Kind: summary.Kind(kind), Names: []path.Path{p}, Args: []summary.Arg{{Vals: vals}}, Token: token},
			{Kind: summary.Signal, Token: token, Locks: []summary.Lock{{Path: p}}, Gates: []summary.Token{token}, After: []summary.Token{token}},
		}
		data := summary.Encode(&summary.Summary{
			Version: summary.Version, Effects: effects, Overlaps: []summary.Overlap{{A: 0, B: overlap}},
			Stores: []summary.Store{{Loc: p, Vals: vals}}, Results: []path.Set{vals}, Waits: []summary.Token{token},
			Fresh: []summary.Fresh{{Frees: frees, Func: &summary.Summary{Effects: effects[1:]}}},
		})
		if s, err := (&summary.Fact{Data: data}).Decode(); err == nil {
			use(s)
		}
	})
}

// use does to a summary what the analysis does to it.
func use(s *summary.Summary) {
	_, _ = s.String(), s.Streams()
	for _, o := range s.Overlaps {
		_, _ = s.Effects[o.A], s.Effects[o.B]
	}
	for i := range s.Effects {
		e := &s.Effects[i]
		_, _, _ = e.Key(), e.At(), e.Spawn()
		for _, p := range e.Names {
			_, _, _ = p.Generalize(), p.Given(), p.TrimStream()
			path.Bind(p.Sel, path.Index)
			for _, l := range e.Locks {
				path.MayAlias(p, l.Path)
			}
		}
		for _, g := range e.Gates {
			summary.HasToken(e.After, g)
		}
	}
	for _, st := range s.Stores {
		_, _ = st.Loc.Definite(), path.Compare(st.Loc, path.Path{})
		for _, v := range st.Vals {
			v.Select(st.Loc.Sel)
		}
	}
	for i := range s.Fresh {
		if f := s.Fresh[i].Func; f != nil {
			use(f)
		}
	}
}

func TestReachStored(t *testing.T) {
	var r summary.Reach
	r.Add("")
	r.Add("b.y a.x ")
	r.Add("b.y c.z ")
	if want := "a.x b.y c.z "; r.Stored != want {
		t.Errorf("Stored is %q, want %q", r.Stored, want)
	}
	for name, want := range map[string]bool{"a.x": true, "b.y": true, "c.z": true, "a": false, "x": false, "d.a.x": false} {
		if r.Stores(name) != want {
			t.Errorf("Stores(%q) is not %t", name, want)
		}
	}
}
