package assert

import "time"

type TestingT interface {
	Errorf(format string, args ...any)
	FailNow()
}

type Assertions struct{ t TestingT }

func New(t TestingT) *Assertions
func True(t TestingT, value bool, msgAndArgs ...any) bool
func (a *Assertions) True(value bool, msgAndArgs ...any) bool
func False(t TestingT, value bool, msgAndArgs ...any) bool
func (a *Assertions) False(value bool, msgAndArgs ...any) bool
func NoError(t TestingT, err error, msgAndArgs ...any) bool
func (a *Assertions) NoError(err error, msgAndArgs ...any) bool
func Error(t TestingT, err error, msgAndArgs ...any) bool
func (a *Assertions) Error(err error, msgAndArgs ...any) bool
func Nil(t TestingT, object any, msgAndArgs ...any) bool
func (a *Assertions) Nil(object any, msgAndArgs ...any) bool
func NotNil(t TestingT, object any, msgAndArgs ...any) bool
func (a *Assertions) NotNil(object any, msgAndArgs ...any) bool
func Equal(t TestingT, a, b any, msgAndArgs ...any) bool
func (a *Assertions) Equal(x, y any, msgAndArgs ...any) bool
func NotEqual(t TestingT, a, b any, msgAndArgs ...any) bool
func (a *Assertions) NotEqual(x, y any, msgAndArgs ...any) bool
func Same(t TestingT, a, b any, msgAndArgs ...any) bool
func (a *Assertions) Same(x, y any, msgAndArgs ...any) bool
func NotSame(t TestingT, a, b any, msgAndArgs ...any) bool
func (a *Assertions) NotSame(x, y any, msgAndArgs ...any) bool
func ErrorIs(t TestingT, err, target error, msgAndArgs ...any) bool
func (a *Assertions) ErrorIs(err, target error, msgAndArgs ...any) bool
func NotErrorIs(t TestingT, err, target error, msgAndArgs ...any) bool
func (a *Assertions) NotErrorIs(err, target error, msgAndArgs ...any) bool
func Fail(t TestingT, message string, msgAndArgs ...any) bool
func (a *Assertions) Fail(message string, msgAndArgs ...any) bool
func FailNow(t TestingT, message string, msgAndArgs ...any) bool
func (a *Assertions) FailNow(message string, msgAndArgs ...any) bool
func Len(t TestingT, object any, n int, msgAndArgs ...any) bool
func (a *Assertions) Len(object any, n int, msgAndArgs ...any) bool
func Panics(t TestingT, f func(), msgAndArgs ...any) bool
func (a *Assertions) Panics(f func(), msgAndArgs ...any) bool
func NotPanics(t TestingT, f func(), msgAndArgs ...any) bool
func (a *Assertions) NotPanics(f func(), msgAndArgs ...any) bool

type CollectT struct{ errors []error }

func Eventually(t TestingT, condition func() bool, waitFor, tick time.Duration, msgAndArgs ...any) bool
func Never(t TestingT, condition func() bool, waitFor, tick time.Duration, msgAndArgs ...any) bool
func EventuallyWithT(t TestingT, condition func(*CollectT), waitFor, tick time.Duration, msgAndArgs ...any) bool
func EqualError(t TestingT, err error, text string, msgAndArgs ...any) bool
func ErrorAs(t TestingT, err error, target any, msgAndArgs ...any) bool
