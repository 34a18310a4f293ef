// Package assume has functions whose arguments are unknown. Whatever an execution assumes of
// them, it does not come to never.
package assume

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log"
	mathrand "math/rand"
	"sync/atomic"
)

func never()
func reached()

// What is known of a sum is known of its operand.
func Sum(n int) {
	if n-1 > 0 {
		return
	}
	reached()
	if n >= 2 {
		never()
	}
}

func SumOfSum(n int) {
	a := n - 1
	b := a - 1
	if b != 0 {
		return
	}
	reached()
	if n != 2 || a != 1 {
		never()
	}
}

func NotSum(n int) {
	if n == 3 {
		return
	}
	reached()
	if n-1 == 2 {
		never()
	}
}

func Left(members []int) {
	left := len(members)
	for range members {
		left--
		if left > 0 {
			continue
		}
		if left < 0 {
			never()
		}
		reached()
	}
}

func LongWay(n int) {
	m := n
	for range 40 {
		m--
	}
	if m+39 == 0 {
		reached()
		if n != 1 {
			never()
		}
	}
}

func LeftAtomic(members []int) {
	var left atomic.Int64
	left.Store(int64(len(members)))
	closed := false
	for range members {
		if closed {
			never()
		}
		if left.Add(-1) > 0 {
			continue
		}
		reached()
		closed = true
	}
}

// Operations on equal operands have equal results, also those from before.
func Equal(a, b int) {
	x := a * 7
	if a != b {
		return
	}
	reached()
	if x != b*7 {
		never()
	}
}

func EqualBefore(a, b int) {
	x, y := a*7, b*7
	if a != b {
		return
	}
	reached()
	if x != y {
		never()
	}
}

func Different(a, b int) {
	if a%64 == b%64 {
		return
	}
	reached()
	if a == b {
		never()
	}
}

func DifferentSums(a, b string) {
	if a+b == b+b {
		return
	}
	reached()
	if a == b {
		never()
	}
}

func Known(a int) {
	if a%64 != 3 {
		return
	}
	reached()
	if a == 5 {
		never()
	}
}

// A text that is put together has the parts that it is made of.
func Text(name string) {
	reached()
	if "user "+name == "" || "user "+name == "guest" || name+" (you)" == "me" {
		never()
	}
	if "user "+name == "user 1" && name != "1" {
		never()
	}
}

// Comparisons bound numbers on both sides of the operator, and those that they are compared with.
func Between(n int) {
	if n <= 5 || 100 <= n {
		return
	}
	reached()
	if 5 >= n || n == 5 || n > 99 || !(n < 100) || !(5 < n) || 100 == n {
		never()
	}
}

func OneIsLeft(n int) {
	if n < 3 || n > 5 || n == 3 || n == 5 {
		return
	}
	reached()
	if n != 4 || n < 4 || n > 4 || !(n <= 4) || !(n >= 4) {
		never()
	}
}

func BelowABound(n, m int) {
	if n > 9 || m >= n {
		return
	}
	reached()
	if m > 8 || m >= 9 || 9 <= m {
		never()
	}
}

func AtMostABound(n, m int) {
	if n > 9 || m > n {
		return
	}
	reached()
	if m > 9 || m >= 10 {
		never()
	}
}

func AboveABound(n, m int) {
	if n < 2 || m <= n {
		return
	}
	reached()
	if m < 3 || m <= 2 {
		never()
	}
}

func AtLeastABound(n, m int) {
	if n < 2 || m < n {
		return
	}
	reached()
	if m < 2 || m <= 1 {
		never()
	}
}

func BoundsTheOther(n, m int) {
	if n < 2 || n >= m {
		return
	}
	reached()
	if m <= 2 || m < 3 {
		never()
	}
}

func BoundsTheOtherFromAbove(n, m int) {
	if n > 9 || n <= m {
		return
	}
	reached()
	if m >= 9 || m > 8 {
		never()
	}
}

// A constant that is compared with a bounded number leaves something of both.
func ConstantAndBounded(n int) {
	if n >= 100 || n < 0 {
		return
	}
	switch {
	case 50 < n:
		reached()
		if n <= 50 {
			never()
		}
	case 50 >= n && 20 <= n:
		reached()
		if n < 20 || n > 50 {
			never()
		}
	case n < 20:
		reached()
		if 20 <= n {
			never()
		}
	default:
		never()
	}
}

// No two random identities are equal, nor are texts that are made of them.
func Random() {
	var x, y [16]byte
	rand.Read(x[:])
	rand.Read(y[:])
	a, b := mathrand.Int63(), mathrand.Int63()
	if x == y || x == [16]byte{} || a == b || fmt.Sprint("user-", a) == fmt.Sprint("user-", b) || hex.EncodeToString(x[:]) == hex.EncodeToString(y[:]) {
		never()
	}
	if a%4 == b%4 && mathrand.Intn(4) == mathrand.Intn(4) {
		reached()
	}
}

// What is copied stays equal, and others may name it.
func Copied(name string) {
	var x [16]byte
	rand.Read(x[:])
	y := x
	if x != y || hex.EncodeToString(x[:]) != hex.EncodeToString(y[:]) {
		never()
	}
	if name == hex.EncodeToString(x[:]) {
		reached()
	}
}

type key struct{ room, name string }

// Two keys from outside may be equal or not, and stay so.
func Keys(a, b key) {
	if a == b && a.room != b.room {
		never()
	}
	if a == b {
		reached()
	}
}

func Unequal(a, b [4]byte) {
	same := a == b
	if (a == b) != same {
		never()
	}
	if a != b {
		reached()
	}
}

// Where all would end if one of many checks failed, few fail.
func Checked(a, b, c, d, e, f, g, h bool, err error) {
	for _, failed := range []bool{a, b, c, d, e, f, g, h} {
		if failed {
			panic("failed")
		}
	}
	if a || b || c || d || e || f || g || h {
		never()
	}
	if err != nil {
		log.Fatal(err)
	}
	reached()
}

// Sums of unsigned numbers wrap, and those of others are solved for either operand.
func Unsigned(n uint8) {
	if n-1 != 255 {
		return
	}
	reached()
	if n != 0 {
		never()
	}
}

func KnownLater(n, d int) {
	s := n + d
	if d != 2 || s != 10 {
		return
	}
	reached()
	if n != 8 {
		never()
	}
}

func Minus(n int) {
	m := n - 3
	if m < 2 {
		return
	}
	reached()
	if n < 5 || n == 4 || m == 1 {
		never()
	}
}

func Plus(n int) {
	if n+3 > 10 {
		return
	}
	reached()
	if n > 7 || n == 8 {
		never()
	}
}

// What equals two things makes them equal.
func Transitive(a, b, c int) {
	if a != b || b != c {
		return
	}
	reached()
	if a != c || a*2 != c*2 {
		never()
	}
}

// A number doesn't equal itself and one more.
func NotItsSuccessor(n int) {
	m := n + 1
	reached()
	if m == n || m <= n {
		never()
	}
}

func ThroughOthers(a, b int) {
	x := a * 3
	y := x + b
	if x != b {
		return
	}
	if a == b {
		if y != b+b {
			never()
		}
	}
	reached()
}

func Errors(err error, ok bool) {
	if err == nil || !ok {
		return
	}
	reached()
	if err == nil || !ok || ok == false {
		never()
	}
}

// A text is not one that begins with more than itself, by whatever name it is known.
func Grows(a, b string) {
	longer := "x" + a
	if a != b {
		return
	}
	reached()
	if b == longer {
		never()
	}
}

// A key that has become known is one key.
func KnownKey(n int) {
	m := map[int]bool{n: true}
	if n != 5 {
		return
	}
	reached()
	if m[6] || !m[5] {
		never()
	}
}

func InInterface(n int) {
	boxed := any(n)
	if n != 5 {
		return
	}
	reached()
	if boxed == any(6) || boxed != any(5) {
		never()
	}
}

func TextInInterface(s string) {
	boxed := any(s)
	if s != "a" {
		return
	}
	reached()
	if boxed == any("b") || boxed != any("a") {
		never()
	}
}

// What is copied to a slice from outside, or from one, is the same then.
func CopyTo(dst []int) {
	if len(dst) < 2 {
		return
	}
	copy(dst, []int{7, 8})
	reached()
	if dst[0] != 7 || dst[1] != 8 {
		never()
	}
}

func CopyFrom(src []int) {
	if len(src) < 2 {
		return
	}
	first := src[0]
	dst := make([]int, 2)
	copy(dst, src)
	reached()
	if dst[0] != first {
		never()
	}
}

// What is known of one number is known of those that equal it.
func Inherited(a, b int) {
	if a < 3 || a > 90 || a == 7 || a != b {
		return
	}
	reached()
	if b < 3 || b > 90 || b == 7 {
		never()
	}
}

func InheritedByTheOther(a, b int) {
	if b < 3 || b > 90 || b == 7 || a != b {
		return
	}
	reached()
	if a < 3 || a > 90 || a == 7 {
		never()
	}
}
