package model

import (
	"slices"

	"github.com/streamvet/streamvet/internal/machine"
)

// A filter is the state of an object that writes what it is given, in another form, to the
// writer below it, or that reads from the reader below it: in the goroutine that calls it, and
// without a mutex. One that buffers may do so at any call.
type filter struct{ object machine.Value }

// Method returns the model of a method of a filter that is known by an interface.
func (f *filter) Method(name string) machine.Model {
	method, percent := "Write", 50
	switch name {
	case "Read":
		method, percent = "Read", 100
	case "Flush", "Close":
		percent = 100
	}
	return func(c *machine.Call) (machine.Value, machine.Status) {
		return transferred(c, f.object, method, c.Args[1:], percent)
	}
}

// newFilters are functions that return a filter, by the index of the argument that is below
// it.
var newFilters = map[string]int{
	"encoding/csv.NewWriter": 0, "encoding/csv.NewReader": 0,
	"compress/gzip.NewWriter": 0, "compress/gzip.NewWriterLevel": 0, "compress/gzip.NewReader": 0,
	"compress/flate.NewWriter": 0, "compress/zlib.NewWriter": 0, "compress/zlib.NewWriterLevel": 0,
	"text/tabwriter.NewWriter": 0, "mime/multipart.NewWriter": 0,
}

// newInterfaceFilters are those whose result is an interface value.
var newInterfaceFilters = map[string]int{
	"encoding/hex.NewEncoder": 0, "encoding/hex.NewDecoder": 0, "encoding/hex.Dumper": 0,
	"encoding/base64.NewEncoder": 1, "encoding/base64.NewDecoder": 1,
	"encoding/base32.NewEncoder": 1, "encoding/base32.NewDecoder": 1,
	"compress/flate.NewReader": 0, "compress/zlib.NewReader": 0, "compress/lzw.NewWriter": 0, "compress/lzw.NewReader": 0,
}

// filters are the functions and methods of filters, and functions that write to or read from
// what they are given, several times maybe.
func filters() table {
	t := table{
		"encoding/pem.Encode": {transfers(0, "Write"), false},
		"fmt.Fscan":           {transfers(0, "Read"), false},
		"fmt.Fscanf":          {transfers(0, "Read"), false},
		"fmt.Fscanln":         {transfers(0, "Read"), false},

		"(*bytes.Buffer).WriteTo":    {transfers(1, "Write"), false},
		"(*bytes.Reader).WriteTo":    {transfers(1, "Write"), false},
		"(*strings.Reader).WriteTo":  {transfers(1, "Write"), false},
		"(*bytes.Buffer).ReadFrom":   {transfers(1, "Read"), false},
		"(*os.File).ReadFrom":        {transfers(1, "Read"), false},
		"(*os.File).WriteTo":         {transfers(1, "Write"), false},
		"(*net.TCPConn).ReadFrom":    {transfers(1, "Read"), false},
		"(*net.TCPConn).WriteTo":     {transfers(1, "Write"), false},
		"(*net/http.Request).Write":  {transfers(1, "Write"), false},
		"(*net/http.Response).Write": {transfers(1, "Write"), false},
		"(net/http.Header).Write":    {transfers(1, "Write"), false},
	}
	for name, i := range newFilters {
		t[name] = row{newFilter(i, false), false}
	}
	for name, i := range newInterfaceFilters {
		t[name] = row{newFilter(i, true), false}
	}
	for _, typ := range []string{"encoding/csv.Writer", "compress/gzip.Writer", "compress/flate.Writer", "compress/zlib.Writer", "text/tabwriter.Writer", "mime/multipart.Writer"} {
		for _, name := range []string{"Write", "WriteAll", "WriteField", "Flush", "Close"} {
			t["(*"+typ+")."+name] = row{onFilter(name), false}
		}
	}
	for _, typ := range []string{"encoding/csv.Reader", "compress/gzip.Reader"} {
		t["(*"+typ+").Read"] = row{onFilter("Read"), false}
		t["(*"+typ+").ReadAll"] = row{onFilter("Read"), false}
	}
	return t
}

func newFilter(i int, native bool) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		var f machine.Value = &filter{c.Args[i]}
		if !native {
			cell := newObject(c)
			machine.Sync[filter](c.M, cell).object = c.Args[i]
			f = cell
		}
		if len(c.Results) == 2 {
			return machine.Tuple{f, machine.Nil{}}, machine.Done
		}
		return f, machine.Done
	}
}

func onFilter(name string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		f := objectOf[filter](c)
		if f == nil {
			return nil, machine.Pushed
		}
		return f.Method(name)(c)
	}
}

// transfers makes the model of a function that calls a method of argument i.
func transfers(i int, method string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		return transferred(c, c.Args[i], method, slices.Delete(slices.Clone(c.Args), i, i+1), 100)
	}
}

// transferred calls a method of object, maybe, with what depends on the given values.
func transferred(c *machine.Call, object machine.Value, method string, values []machine.Value, percent int) (machine.Value, machine.Status) {
	if !isProgram(c.M, object) || percent < 100 && !c.M.Choices.Percent(percent) {
		if method == "Read" {
			for _, v := range values {
				c.M.Fill(v)
			}
		}
		return c.M.Havoc(c), machine.Done
	}
	t := transfer{object: object, method: method, data: bytesOf(c, values), times: 1, then: func(_ *machine.Machine, _ *machine.Goroutine, err machine.Value) machine.Value {
		return resultsWith(c, err)
	}}
	return t.run(c)
}

// resultsWith returns results of a call that has ended with err.
func resultsWith(c *machine.Call, err machine.Value) machine.Value {
	vs := make(machine.Tuple, len(c.Results))
	for i, t := range c.Results {
		if vs[i] = err; !t.Error {
			vs[i] = c.M.Outside(t, "result")
		}
	}
	return machine.Results(vs)
}
