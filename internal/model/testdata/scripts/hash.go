package scripts

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash/fnv"
	"hash/maphash"
	"strconv"
	"strings"
)

// Equal texts have equal hashes, and other texts may have others.
func Hashes(a, b string) {
	hash := func(text string) uint64 {
		h := fnv.New64a()
		h.Write([]byte(text))
		return h.Sum64()
	}
	check(hash(a) == hash(a))
	if a == b {
		check(hash(a) == hash(b))
	}
	maybe(hash(a) == hash(b))
	h := fnv.New64a()
	h.Write([]byte(a))
	before := h.Sum64()
	check(h.Sum64() == before)
	h.Write([]byte(b))
	h.Reset()
	h.Write([]byte(a))
	again := h.Sum64()
	h.Reset()
	h.Write([]byte(a))
	check(h.Sum64() == again)
}

func OtherHashes(a, key string) {
	check(sha256.Sum256([]byte(a)) == sha256.Sum256([]byte(a)))
	mac := func(key string) string {
		h := hmac.New(sha256.New, []byte(key))
		h.Write([]byte(a))
		return string(h.Sum(nil))
	}
	check(mac(key) == mac(key))
	maybe(mac(key) == mac("other"))
	seed := maphash.MakeSeed()
	check(maphash.String(seed, a) == maphash.String(seed, a))
}

// Functions that depend on their arguments alone give equal results for equal arguments.
func PureFunctions(a, b string, n int) {
	check(strings.ToLower(a) == strings.ToLower(a))
	check(strconv.Itoa(n) == strconv.Itoa(n))
	if a == b {
		check(strings.Contains(a, "x") == strings.Contains(b, "x"))
	}
	maybe(strings.Contains(a, "x") == strings.Contains(b, "x"))
	x, err := strconv.Atoi(a)
	y, _ := strconv.Atoi(a)
	check(err != nil || x == y)
	n = 0
	strings.Map(func(r rune) rune { n++; return r }, a)
	maybe(n > 0)
}
