// Package pool runs tasks.
package pool

type Pool struct {
	tasks chan func()
}

func New() *Pool {
	p := &Pool{make(chan func(), 16)}
	for range 4 {
		go p.work()
	}
	return p
}

func (p *Pool) work() {
	for task := range p.tasks {
		task()
	}
}

func (p *Pool) Submit(task func()) {
	p.tasks <- task
}
