package race

import (
	"fmt"
	"log"
	"log/slog"
)

// A logger writes one message after the other.
func NoRaceLogger() {
	var x int
	l := log.New(recorder{&x}, "", 0)
	c := make(chan bool)
	go func() {
		l.Print("x")
		c <- true
	}()
	l.Printf("y")
	<-c
	use(&x)
}

func RaceTwoLoggers() {
	var x int
	go log.New(recorder{&x}, "", 0).Println("x")
	log.New(recorder{&x}, "", 0).Println("y")
}

func RaceLoggerBesideWriter() {
	var x int
	l := log.New(recorder{&x}, "", 0)
	go l.Print("x")
	fmt.Fprint(recorder{&x}, "y")
}

func RaceFprint() {
	var x int
	go fmt.Fprintln(recorder{&x}, "x")
	fmt.Fprintf(recorder{&x}, "y")
}

// Handlers that come from one another share a mutex.
func NoRaceSlog() {
	var x int
	l := slog.New(slog.NewTextHandler(recorder{&x}, nil))
	go l.Info("x")
	go l.With("a", 1).Info("y")
	l.WithGroup("g").Warn("z")
}

func RaceTwoSlogHandlers() {
	var x int
	go slog.New(slog.NewTextHandler(recorder{&x}, nil)).Info("x")
	slog.New(slog.NewJSONHandler(recorder{&x}, nil)).Info("y")
}
