package model

import "github.com/streamvet/streamvet/internal/machine"

// processes are functions that end the process, or the goroutine.
func processes() table {
	t := table{
		"os.Exit":               {exit, false},
		"syscall.Exit":          {exit, false},
		"log.Panic":             {panics, false},
		"log.Panicf":            {panics, false},
		"log.Panicln":           {panics, false},
		"(*log.Logger).Panic":   {panics, false},
		"(*log.Logger).Panicf":  {panics, false},
		"(*log.Logger).Panicln": {panics, false},
	}
	for _, name := range []string{
		"log.Fatal", "log.Fatalf", "log.Fatalln", "(*log.Logger).Fatal", "(*log.Logger).Fatalf", "(*log.Logger).Fatalln",
		"google.golang.org/grpc/grpclog.Fatal", "google.golang.org/grpc/grpclog.Fatalf", "google.golang.org/grpc/grpclog.Fatalln",
		"k8s.io/klog/v2.Fatal", "k8s.io/klog/v2.Fatalf", "github.com/golang/glog.Fatal", "github.com/golang/glog.Fatalf",
		"github.com/sirupsen/logrus.Fatal", "github.com/sirupsen/logrus.Fatalf", "github.com/sirupsen/logrus.Fatalln",
		"(*github.com/sirupsen/logrus.Logger).Fatal", "(*github.com/sirupsen/logrus.Logger).Fatalf",
		"(*github.com/sirupsen/logrus.Entry).Fatal", "(*github.com/sirupsen/logrus.Entry).Fatalf",
		"(*go.uber.org/zap.Logger).Fatal", "(*go.uber.org/zap.SugaredLogger).Fatal", "(*go.uber.org/zap.SugaredLogger).Fatalf", "(*go.uber.org/zap.SugaredLogger).Fatalw",
	} {
		t[name] = row{exit, false}
	}
	return t
}

func exit(c *machine.Call) (machine.Value, machine.Status) {
	c.M.Stop(machine.Exited, c.Name)
	return nil, machine.Pushed
}

func panics(c *machine.Call) (machine.Value, machine.Status) {
	c.M.Panic(c.G, c.M.Error(c.Name))
	return nil, machine.Pushed
}

// notify: "Notify causes package signal to relay incoming signals to c. If no signals are provided, all
// incoming signals will be relayed to c. Otherwise, just the provided signals will." Several may come
// (https://pkg.go.dev/os/signal#Notify).
func notify(c *machine.Call) (machine.Value, machine.Status) {
	ch, ok := c.Arg(0).(*machine.Chan)
	if !ok {
		return nil, machine.Done
	}
	c.M.Visit(c.Arg(1), func(v machine.Value) { ch.From = append(ch.From, v) })
	ch.Left = signals
	return nil, machine.Done
}

// stopSignals: "When Stop returns, it is guaranteed that c will receive no more signals".
func stopSignals(c *machine.Call) (machine.Value, machine.Status) {
	if ch, ok := c.Arg(0).(*machine.Chan); ok {
		ch.Left = 0
	}
	return nil, machine.Done
}

// signals is how many signals a process gets in an execution.
const signals = 3

func runtimes() table {
	return table{
		"runtime.Goexit":       {goexit, false},
		"runtime.SetFinalizer": {nothing, false},
		"runtime.AddCleanup":   {havoc, false},
		"runtime.KeepAlive":    {nothing, false},
		"runtime/pprof.Do":     {pprofDo, false},
		"os/signal.Notify":     {notify, false},
		"os/signal.Stop":       {stopSignals, false},
	}
}

func goexit(c *machine.Call) (machine.Value, machine.Status) {
	c.M.Goexit(c.G)
	return nil, machine.Pushed
}

// pprofDo: "Do calls f with a copy of the parent context with the given labels".
func pprofDo(c *machine.Call) (machine.Value, machine.Status) {
	return c.Call(c.Args[2], c.Args[:1])
}
