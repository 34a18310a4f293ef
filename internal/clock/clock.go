// Package clock implements vector clocks, by which an execution knows what
// happens before what.
//
// Each goroutine of an execution has a clock: for every goroutine the number of
// its steps that are known to have happened. A step is an [Epoch], one goroutine's
// time; it happens before another step if that one's clock has reached it. What
// synchronizes two goroutines hands a clock from the one that releases to the one
// that acquires, as the Go memory model (https://go.dev/ref/mem) says for each
// operation.
//
// The algorithm is that of FastTrack (Flanagan and Freund, "FastTrack: efficient
// and precise dynamic race detection", CACM 11/2010), without its compressed read
// state: an execution has few streams, so all that is known about them is kept.
package clock

// An Epoch is a moment of one goroutine.
type Epoch struct {
	Goroutine int
	Time      uint32
}

// A Vector maps goroutines, which are numbered from 0, to times. The nil Vector
// knows of nothing.
type Vector []uint32

// Reached reports whether the epoch happens before, or at, what the clock stands for.
func (v Vector) Reached(e Epoch) bool {
	return e.Goroutine < len(v) && v[e.Goroutine] >= e.Time
}

// Epoch returns the moment of goroutine g in its own clock.
func (v Vector) Epoch(g int) Epoch {
	if g < len(v) {
		return Epoch{g, v[g]}
	}
	return Epoch{g, 0}
}

// Tick begins the next moment of goroutine g.
func (v *Vector) Tick(g int) {
	v.grow(g + 1)
	(*v)[g]++
}

// Join adds all that other knows. It is how a goroutine acquires.
func (v *Vector) Join(other Vector) {
	v.grow(len(other))
	for g, t := range other {
		if t > (*v)[g] {
			(*v)[g] = t
		}
	}
}

// Reach adds one moment of one goroutine. A time of 0 stands for nothing.
func (v *Vector) Reach(e Epoch) {
	if e.Time == 0 || v.Reached(e) {
		return
	}
	v.grow(e.Goroutine + 1)
	(*v)[e.Goroutine] = e.Time
}

// Clone returns a copy.
func (v Vector) Clone() Vector { return append(Vector(nil), v...) }

// Leq reports whether other knows all that v knows.
func (v Vector) Leq(other Vector) bool {
	for g, t := range v {
		if t > 0 && !other.Reached(Epoch{g, t}) {
			return false
		}
	}
	return true
}

func (v *Vector) grow(n int) {
	for len(*v) < n {
		*v = append(*v, 0)
	}
}
