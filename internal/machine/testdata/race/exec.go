package race

import "os/exec"

// A recorder uses a variable whenever it is written to.
type recorder struct{ p *int }

func (r recorder) Write(b []byte) (int, error) {
	use(r.p)
	return len(b), nil
}

// Run and Wait wait for what copies the output; Start doesn't.
func NoRaceCommandRun() {
	var x int
	cmd := exec.Command("echo", "x")
	cmd.Stdout = recorder{&x}
	cmd.Run()
	use(&x)
}

func NoRaceCommandWait() {
	var x int
	cmd := exec.Command("echo", "x")
	cmd.Stdout = recorder{&x}
	use(&x)
	cmd.Start()
	cmd.Wait()
	use(&x)
}

func RaceCommandStart() {
	var x int
	cmd := exec.Command("echo", "x")
	cmd.Stdout = recorder{&x}
	cmd.Start()
	use(&x)
	cmd.Wait()
}

func RaceCommandTwoWriters() {
	var x int
	cmd := exec.Command("sh", "-c", "echo x; echo y >&2")
	cmd.Stdout, cmd.Stderr = recorder{&x}, &recorder{&x}
	cmd.Run()
}

// "If Stdout and Stderr are the same writer, and have a type that can be compared with ==, at
// most one goroutine at a time will call Write."
func NoRaceCommandOneWriter() {
	var x int
	cmd := exec.Command("sh", "-c", "echo x; echo y >&2")
	cmd.Stdout, cmd.Stderr = recorder{&x}, recorder{&x}
	cmd.Run()
	use(&x)
}
