package model

import "github.com/streamvet/streamvet/internal/machine"

// A coder is the state of an encoder or a decoder over a writer or a reader.
type coder struct {
	object machine.Value
	locks  bool
	mu     mutex
}

// coders are the encoders and decoders of package encoding's family, and templates: they call Write
// or Read in the goroutine that calls them. Of gob's both "are safe for concurrent use by multiple
// goroutines" (https://pkg.go.dev/encoding/gob#Encoder), since they hold a mutex. The others don't
// promise that.
func coders() table {
	t := table{
		"(*text/template.Template).Execute":         {executeTemplate, false},
		"(*text/template.Template).ExecuteTemplate": {executeTemplate, false},
		"(*html/template.Template).Execute":         {executeTemplate, false},
		"(*html/template.Template).ExecuteTemplate": {executeTemplate, false},
		"encoding/binary.Write":                     {binaryWrite, false},
		"encoding/binary.Read":                      {binaryRead, false},
	}
	for _, pkg := range []string{"encoding/json", "encoding/xml", "encoding/gob", "gopkg.in/yaml.v3", "gopkg.in/yaml.v2", "github.com/goccy/go-yaml", "github.com/goccy/go-json", "github.com/vmihailenco/msgpack/v5"} {
		locks := pkg == "encoding/gob"
		t[pkg+".NewEncoder"] = row{newCoder(locks), false}
		t[pkg+".NewDecoder"] = row{newCoder(locks), false}
		for _, name := range []string{"Encode", "EncodeValue", "EncodeElement"} {
			t["(*"+pkg+".Encoder)."+name] = row{encode, false}
		}
		for _, name := range []string{"Decode", "DecodeValue", "DecodeElement"} {
			t["(*"+pkg+".Decoder)."+name] = row{decode, false}
		}
	}
	return t
}

func newCoder(locks bool) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		cell := newObject(c)
		s := machine.Sync[coder](c.M, cell)
		s.object, s.locks = c.Args[0], locks
		return cell, machine.Done
	}
}

func (s *coder) mutex() *mutex {
	if s.locks {
		return &s.mu
	}
	return nil
}

// encode: "Encode writes the ... encoding of v to the stream".
func encode(c *machine.Call) (machine.Value, machine.Status) {
	s := objectOf[coder](c)
	if s == nil {
		return nil, machine.Pushed
	}
	t := transfer{mu: s.mutex(), object: s.object, method: "Write", data: bytesOf(c, c.Args[1:]), times: 1, then: errorResult}
	return t.run(c)
}

// decode: "Decode reads the next ... value from its input and stores it in the value pointed
// to by v".
func decode(c *machine.Call) (machine.Value, machine.Status) {
	s := objectOf[coder](c)
	if s == nil {
		return nil, machine.Pushed
	}
	target := c.Arg(1)
	t := transfer{mu: s.mutex(), object: s.object, method: "Read", data: bytesOf(c, nil), times: 1, then: decoded(target)}
	return t.run(c)
}

// decoded stores what was read in what target points to.
func decoded(target machine.Value) func(*machine.Machine, *machine.Goroutine, machine.Value) machine.Value {
	return func(m *machine.Machine, _ *machine.Goroutine, err machine.Value) machine.Value {
		if m.IsNil(err) {
			m.Fill(target)
		}
		return err
	}
}

// executeTemplate writes in parts: "if parallel executions share a Writer the output may be
// interleaved" (https://pkg.go.dev/text/template#Template.Execute).
func executeTemplate(c *machine.Call) (machine.Value, machine.Status) {
	t := transfer{object: c.Args[1], method: "Write", data: bytesOf(c, c.Args[2:]), times: 2, then: errorResult}
	return t.run(c)
}

func binaryWrite(c *machine.Call) (machine.Value, machine.Status) {
	t := transfer{object: c.Args[0], method: "Write", data: bytesOf(c, c.Args[2:]), times: 1, then: errorResult}
	return t.run(c)
}

func binaryRead(c *machine.Call) (machine.Value, machine.Status) {
	t := transfer{object: c.Args[0], method: "Read", data: bytesOf(c, nil), times: 1, then: decoded(c.Arg(2))}
	return t.run(c)
}
