package scripts

import (
	"errors"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What require says holds after it.
func Require(t *testing.T, ok bool, n int, err error, p *int) {
	require.True(t, ok)
	check(ok)
	require.NoError(t, err)
	check(err == nil)
	require.Equal(t, 3, n)
	check(n == 3)
	require.NotNil(t, p)
	check(p != nil)
}

func RequireNot(t *testing.T, ok bool, n int, err error, p *int) {
	require.False(t, ok)
	check(!ok)
	require.Error(t, err)
	check(err != nil)
	require.NotEqual(t, 3, n)
	check(n != 3)
	require.Nil(t, p)
	check(p == nil)
}

func RequireErrorIs(t *testing.T, err error) {
	require.ErrorIs(t, err, io.EOF)
	check(errors.Is(err, io.EOF))
}

// Assert says whether it holds, and goes on.
func Assert(t *testing.T, ok bool, n int, err error) {
	check(assert.True(t, ok) == ok)
	maybe(ok)
	check(assert.False(t, ok) == !ok)
	check(assert.Equal(t, 3, n) == (n == 3))
	check(assert.NotEqual(t, 3, n) == (n != 3))
	check(assert.NoError(t, err) == (err == nil))
	check(assert.Error(t, err) == (err != nil))
	check(!assert.Fail(t, ""))
	check(!assert.Equal(t, 3, "3"))
	var p *int
	check(assert.Nil(t, p) && assert.Nil(t, nil) && !assert.NotNil(t, p))
	check(!assert.ErrorIs(t, nil, io.EOF) && assert.NotErrorIs(t, nil, io.EOF))
	maybe(assert.Len(t, []int{n}, 1))
}

func Assertions(t *testing.T, ok bool) {
	check(assert.New(t).True(ok) == ok)
	require.New(t).True(ok)
	check(ok)
}

func FailNow(t *testing.T, which bool) {
	check(true)
	if which {
		assert.FailNow(t, "")
	} else {
		require.Fail(t, "")
	}
	check(false)
}

func Panics(t *testing.T) {
	n := 0
	assert.Panics(t, func() { n++ })
	require.NotPanics(t, func() { n++ })
	assert.New(t).NotPanics(func() { n++ })
	check(n == 3)
}

// A judge is told that a test has failed.
type judge struct{ failed bool }

func (*judge) Errorf(string, ...any) {}

func (j *judge) FailNow() {
	j.failed = true
	panic(j)
}

func RequireTells() {
	told := 0
	defer func() { check(told == 3) }() // and not by the end of this goroutine
	for _, fail := range []func(*judge){
		func(j *judge) { require.True(j, false) },
		func(j *judge) { require.New(j).True(false) },
		func(j *judge) { assert.New(j).FailNow("") },
	} {
		var j judge
		check(caught(func() { fail(&j) }) == &j && j.failed)
		told++
	}
	var j judge
	check(caught(func() { require.New(&j).True(true) }) == nil && !j.failed)
	check(!assert.True(&j, false) && !j.failed)
}

// A condition is checked several times, each time in a goroutine of its own, until it is met.
func Eventually(t *testing.T) {
	n := 0
	met := assert.Eventually(t, func() bool { n++; return n == 2 }, time.Second, time.Millisecond)
	check(!met || n == 2)
	maybe(met)
	check(!assert.Eventually(t, func() bool { return false }, time.Second, time.Millisecond))
	maybe(assert.Eventually(t, func() bool { return true }, time.Second, time.Millisecond))
	maybe(assert.EventuallyWithT(t, func(c *assert.CollectT) { check(c != nil) }, time.Second, time.Millisecond))
}

func EventuallyEnds(t *testing.T) {
	check(true)
	require.Eventually(t, func() bool { return false }, time.Second, time.Millisecond)
	check(false)
}

func Never(t *testing.T) {
	check(assert.Never(t, func() bool { return false }, time.Second, time.Millisecond))
	maybe(assert.Never(t, func() bool { return true }, time.Second, time.Millisecond))
}

func AssertErrors(t *testing.T, err error) {
	check(!assert.EqualError(t, nil, "x") && !assert.ErrorAs(t, nil, &err))
	maybe(assert.EqualError(t, io.EOF, "EOF"))
	maybe(assert.ErrorAs(t, io.EOF, &err))
}
