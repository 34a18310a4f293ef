package scripts

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
)

// A sink counts what is written to it.
type sink struct{ writes int }

func (s *sink) Write(p []byte) (int, error) {
	s.writes++
	return len(p), nil
}

// A texts is an io.StringWriter, too.
type texts struct {
	sink
	strings int
}

func (s *texts) WriteString(text string) (int, error) {
	s.strings++
	return len(text), nil
}

func Writers() {
	var s sink
	fmt.Fprintf(&s, "%d", 1)
	fmt.Fprint(&s, "x")
	fmt.Fprintln(&s)
	check(s.writes == 3)
	io.WriteString(&s, "x")
	check(s.writes == 4)
	var both texts
	io.WriteString(&both, "x")
	check(both.writes == 0 && both.strings == 1)
	fmt.Fprint(&both, "x")
	check(both.writes == 1)
}

// A scanner of what is outside may end after any token.
func Scanners(r io.Reader) {
	in := bufio.NewScanner(r)
	n := 0
	for in.Scan() {
		check(in.Text() == in.Text())
		n++
	}
	maybe(n == 0)
	maybe(n == 2)
	back := bufio.NewReader(r)
	_, err := back.ReadString('\n')
	maybe(err == nil)
	maybe(err != nil)
}

func Read(r io.Reader) {
	b := make([]byte, 8)
	n, err := r.Read(b)
	check(n >= 0 && n <= 8)
	maybe(n == 8)
	maybe(err == nil)
}

func Loggers() {
	var s, other sink
	l := log.New(&s, "", 0)
	l.Print("x")
	l.Printf("x")
	l.Println("x")
	l.Output(1, "x")
	check(s.writes == 4)
	check(l.Writer() == &s)
	l.SetOutput(&other)
	l.Print("x")
	check(s.writes == 4 && other.writes == 1 && l.Writer() == &other)
	check(caught(func() { l.Panic("x") }) != nil && other.writes == 2)
	log.SetOutput(&s)
	log.Print("x")
	log.Default().Print("x")
	check(s.writes == 6 && log.Writer() == &s)
}

// A handler counts its records, and is not always enabled.
type counter struct {
	enabled bool
	records int
	derived int
}

func (c *counter) Enabled(context.Context, slog.Level) bool { return c.enabled }
func (c *counter) Handle(context.Context, slog.Record) error {
	c.records++
	return nil
}
func (c *counter) WithAttrs([]slog.Attr) slog.Handler {
	c.derived++
	return c
}
func (c *counter) WithGroup(string) slog.Handler {
	c.derived++
	return c
}

func Sloggers() {
	c := counter{enabled: true}
	l := slog.New(&c)
	check(l.Handler() == &c)
	l.Info("x")
	l.With("a", 1).Warn("x")
	l.WithGroup("g").ErrorContext(context.Background(), "x")
	check(c.records == 3 && c.derived == 2)
	c.enabled = false
	l.Debug("x")
	check(c.records == 3)
	c.enabled = true
	slog.NewLogLogger(&c, slog.LevelInfo).Print("x")
	check(c.records == 4)
	slog.SetDefault(l)
	slog.Info("x")
	log.Print("x")
	check(c.records == 6 && slog.Default() == l)
}

func SlogHandlers() {
	var s sink
	l := slog.New(slog.NewTextHandler(&s, nil))
	l.Info("x")
	l.With("a", 1).Info("x")
	l.WithGroup("g").Info("x")
	check(s.writes == 3)
	slog.New(slog.NewJSONHandler(&s, nil)).Info("x")
	check(s.writes == 4)
}

func Buffers(text string) {
	var s sink
	var b bytes.Buffer
	b.WriteString(text)
	b.WriteTo(&s)
	check(s.writes > 0)
}

func SlogBeforeDefault() {
	var s sink
	log.SetOutput(&s)
	slog.Info("x")
	check(s.writes == 1)
}

// ReadFull and others give an error if there is less.
func ReadFull(r io.Reader) {
	_, err := io.ReadFull(r, make([]byte, 4))
	maybe(err == nil)
	maybe(errors.Is(err, io.EOF))
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// What fails to write is told.
func FailingWriter() {
	_, err := fmt.Fprint(failing{}, "x")
	check(err == io.ErrShortWrite)
	_, err = io.WriteString(failing{}, "x")
	check(err == io.ErrShortWrite)
}
