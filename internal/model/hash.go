package model

import (
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A hasher is the state of a hash.Hash: a term of all that was written to it. "Write ...
// adds more data to the running hash", and "Sum ... does not change the underlying hash
// state" (https://pkg.go.dev/hash#Hash): the same writes give the same sum.
type hasher struct{ state machine.Value }

// newHashes are functions that return a new hash, whose sum depends on nothing but what is
// written to it.
var newHashes = []string{
	"hash/fnv.New32", "hash/fnv.New32a", "hash/fnv.New64", "hash/fnv.New64a", "hash/fnv.New128", "hash/fnv.New128a",
	"hash/crc32.NewIEEE", "hash/crc32.New", "hash/crc64.New", "hash/adler32.New",
	"crypto/md5.New", "crypto/sha1.New", "crypto/sha256.New", "crypto/sha256.New224",
	"crypto/sha512.New", "crypto/sha512.New384", "crypto/sha512.New512_224", "crypto/sha512.New512_256",
	"crypto/sha3.New224", "crypto/sha3.New256", "crypto/sha3.New384", "crypto/sha3.New512",
	"golang.org/x/crypto/sha3.New256", "golang.org/x/crypto/sha3.New512",
	"github.com/twmb/murmur3.New32", "github.com/twmb/murmur3.New64", "github.com/spaolacci/murmur3.New32", "github.com/spaolacci/murmur3.New64",
}

// hashes are the functions and the methods of hashes.
func hashes() table {
	t := table{
		"crypto/hmac.New": {newKeyedHash, false},

		"github.com/cespare/xxhash/v2.New":         {newDigest, false},
		"github.com/cespare/xxhash/v2.NewWithSeed": {newDigest, false},

		// The seed is the same for all hashes that are compared.
		"hash/maphash.String":     {pureOf(1), false},
		"hash/maphash.Bytes":      {pureOf(1), false},
		"hash/maphash.Comparable": {pureOf(1), false},
	}
	for _, name := range newHashes {
		t[name] = row{newHash, false}
	}
	for _, typ := range []string{"*hash/maphash.Hash", "*github.com/cespare/xxhash/v2.Digest"} {
		for _, method := range hashMethods {
			t["("+typ+")."+method] = row{onDigest(method), false}
		}
	}
	return t
}

var hashMethods = []string{"Write", "WriteString", "WriteByte", "Sum", "Sum32", "Sum64", "Reset", "SetSeed", "Seed", "Size", "BlockSize"}

func newHash(c *machine.Call) (machine.Value, machine.Status) {
	return &hasher{state: c.Name}, machine.Done
}

// newKeyedHash is a hash of a key and of what is written.
func newKeyedHash(c *machine.Call) (machine.Value, machine.Status) {
	h := &hasher{state: c.Name}
	h.add(c, c.Args[1])
	return h, machine.Done
}

// newDigest makes a hash of a struct type.
func newDigest(c *machine.Call) (machine.Value, machine.Status) { return newObject(c), machine.Done }

// onDigest makes the model of a method of a hash that is a struct.
func onDigest(name string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		cell := c.Pointer(0)
		if cell == nil {
			return nil, machine.Pushed
		}
		h := machine.Sync[hasher](c.M, cell)
		if h.state == nil {
			h.state = "hash"
		}
		return h.Method(name)(c)
	}
}

// Method returns the model of a method of a hash.
func (h *hasher) Method(name string) machine.Model {
	switch name {
	case "Write", "WriteString", "WriteByte":
		return h.write
	case "Reset":
		return h.reset
	case "Sum", "Sum32", "Sum64":
		return h.sum
	}
	return havoc
}

func (h *hasher) add(c *machine.Call, data machine.Value) {
	for _, v := range contents(c, data) {
		h.state = c.M.Pure("write", c.M.Program.Basic("string", code.String), h.state, v)
	}
}

// write: "it never returns an error".
func (h *hasher) write(c *machine.Call) (machine.Value, machine.Status) {
	h.add(c, c.Args[1])
	if len(c.Results) == 1 { // WriteByte
		return machine.Nil{}, machine.Done
	}
	return machine.Tuple{c.M.NewUnknown(c.M.Program.Basic("int", code.Int), "n"), machine.Nil{}}, machine.Done
}

func (h *hasher) reset(*machine.Call) (machine.Value, machine.Status) {
	h.state = "hash"
	return nil, machine.Done
}

func (h *hasher) sum(c *machine.Call) (machine.Value, machine.Status) {
	operands := []machine.Value{h.state}
	for _, a := range c.Args[1:] {
		operands = append(operands, contents(c, a)...)
	}
	return c.M.Pure("sum", c.Result(0), operands...), machine.Done
}

// pureOf makes the model of a pure function whose first n arguments do not matter.
func pureOf(n int) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		of := *c
		of.Args = c.Args[min(n, len(c.Args)):]
		return pure(&of)
	}
}
