package require

import "time"

type TestingT interface {
	Errorf(format string, args ...any)
	FailNow()
}

type Assertions struct{ t TestingT }

func New(t TestingT) *Assertions
func True(t TestingT, value bool, msgAndArgs ...any)
func (a *Assertions) True(value bool, msgAndArgs ...any)
func False(t TestingT, value bool, msgAndArgs ...any)
func (a *Assertions) False(value bool, msgAndArgs ...any)
func NoError(t TestingT, err error, msgAndArgs ...any)
func (a *Assertions) NoError(err error, msgAndArgs ...any)
func Error(t TestingT, err error, msgAndArgs ...any)
func (a *Assertions) Error(err error, msgAndArgs ...any)
func Nil(t TestingT, object any, msgAndArgs ...any)
func (a *Assertions) Nil(object any, msgAndArgs ...any)
func NotNil(t TestingT, object any, msgAndArgs ...any)
func (a *Assertions) NotNil(object any, msgAndArgs ...any)
func Equal(t TestingT, a, b any, msgAndArgs ...any)
func (a *Assertions) Equal(x, y any, msgAndArgs ...any)
func NotEqual(t TestingT, a, b any, msgAndArgs ...any)
func (a *Assertions) NotEqual(x, y any, msgAndArgs ...any)
func Same(t TestingT, a, b any, msgAndArgs ...any)
func (a *Assertions) Same(x, y any, msgAndArgs ...any)
func NotSame(t TestingT, a, b any, msgAndArgs ...any)
func (a *Assertions) NotSame(x, y any, msgAndArgs ...any)
func ErrorIs(t TestingT, err, target error, msgAndArgs ...any)
func (a *Assertions) ErrorIs(err, target error, msgAndArgs ...any)
func NotErrorIs(t TestingT, err, target error, msgAndArgs ...any)
func (a *Assertions) NotErrorIs(err, target error, msgAndArgs ...any)
func Fail(t TestingT, message string, msgAndArgs ...any)
func (a *Assertions) Fail(message string, msgAndArgs ...any)
func FailNow(t TestingT, message string, msgAndArgs ...any)
func (a *Assertions) FailNow(message string, msgAndArgs ...any)
func Len(t TestingT, object any, n int, msgAndArgs ...any)
func (a *Assertions) Len(object any, n int, msgAndArgs ...any)
func Panics(t TestingT, f func(), msgAndArgs ...any)
func (a *Assertions) Panics(f func(), msgAndArgs ...any)
func NotPanics(t TestingT, f func(), msgAndArgs ...any)
func (a *Assertions) NotPanics(f func(), msgAndArgs ...any)
func Eventually(t TestingT, condition func() bool, waitFor, tick time.Duration, msgAndArgs ...any)
