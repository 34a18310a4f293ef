package race

func NoRaceGoStatement() {
	var x int
	use(&x)
	go use(&x)
}

func RaceAfterGoStatement() {
	var x int
	go use(&x)
	use(&x)
}

func RaceTwoGoroutines() {
	var x int
	for range 2 {
		go use(&x)
	}
}

func NoRaceTwoReaders() {
	var x int
	go look(&x)
	look(&x)
}

func RaceReaderAndWriter() {
	var x int
	go look(&x)
	use(&x)
}

func NoRaceVariablePerIteration() {
	c := make(chan bool)
	for range 2 {
		var x int
		go func() {
			use(&x)
			c <- true
		}()
		<-c
		use(&x)
	}
}

func RaceGrandchild() {
	var x int
	go func() {
		go func() {
			go use(&x)
		}()
	}()
	use(&x)
}

func NoRaceGrandchild() {
	var x int
	c := make(chan bool)
	go func() {
		use(&x)
		go func() {
			use(&x)
			c <- true
		}()
	}()
	<-c
	use(&x)
}

// The end of a goroutine is ordered before nothing.
func RaceEndOfGoroutine() {
	var x int
	ended := false
	go func() {
		defer func() { ended = true }()
		use(&x)
	}()
	for i := 0; i < 10 && !ended; i++ {
	}
	use(&x)
}

type account struct {
	balance int
	limit   int
}

func (a *account) deposit() { use(&a.balance) }
func (a *account) raise()   { use(&a.limit) }

func RaceMethodValue() {
	var a account
	f := a.deposit // &a is bound here
	go f()
	a.deposit()
}

func RaceMethodExpression() {
	var a account
	go (*account).deposit(&a)
	(*account).deposit(&a)
}

func NoRaceCopy() {
	var a account
	b := a
	c := make(chan bool)
	go func() {
		b.deposit()
		c <- true
	}()
	a.deposit()
	<-c
	b.deposit()
}

func RaceArrayElement() {
	var a [2]int
	go use(&a[1])
	use(&a[1])
}

func RaceSliceOfArray() {
	var a [4]int
	s := a[1:3]
	go use(&s[1])
	use(&a[2])
}

func NoRaceGrownSlice() {
	s := make([]int, 1, 1)
	t := append(s, 1)
	c := make(chan bool)
	go func() {
		use(&s[0])
		c <- true
	}()
	use(&t[0])
	<-c
	use(&s[0])
}

func RaceInterface() {
	var x int
	var v any = &x
	go func() { use(v.(*int)) }()
	if p, ok := v.(*int); ok {
		use(p)
	}
}

func RaceMap() {
	m := map[string]*int{"a": new(int), "b": new(int)}
	go use(m["a"])
	for k, p := range m {
		if k == "a" {
			use(p)
		}
	}
}

func NoRaceOtherKey() {
	m := map[string]*int{"a": new(int), "b": new(int)}
	c := make(chan bool)
	go func() {
		use(m["a"])
		c <- true
	}()
	use(m["b"])
	<-c
	use(m["a"])
}

func NoRaceOtherField() {
	var a account
	c := make(chan bool)
	go func() {
		a.deposit()
		c <- true
	}()
	a.raise()
	<-c
	a.deposit()
}
