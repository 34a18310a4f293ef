package chatfixed

import (
	"bufio"
	"context"
	"io"
	"net"
	"slices"
	"testing"

	"github.com/streamvet/streamvet/examples/chatpb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/test/bufconn"
)

// startRoom serves a room in memory, and returns a client of it.
func startRoom(t *testing.T) chatpb.ChatClient {
	t.Helper()
	lis := bufconn.Listen(1 << 16)
	srv := grpc.NewServer()
	chatpb.RegisterChatServer(srv, new(Server))
	served := make(chan error, 1)
	go func() { served <- srv.Serve(lis) }()
	conn, err := grpc.NewClient("passthrough:room",
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return lis.DialContext(ctx) }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		conn.Close()
		srv.Stop()
		if err := <-served; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	return chatpb.NewChatClient(conn)
}

// A guest is a client that joined, with its keyboard and its screen.
type guest struct {
	t      *testing.T
	in     *io.PipeWriter
	screen *bufio.Scanner
	done   chan error
}

func join(t *testing.T, room chatpb.ChatClient, name string) *guest {
	t.Helper()
	in, keyboard := io.Pipe()
	screen, out := io.Pipe()
	g := &guest{t: t, in: keyboard, screen: bufio.NewScanner(screen), done: make(chan error, 1)}
	go func() {
		err := Talk(t.Context(), room, name, in, out)
		out.Close()
		g.done <- err
	}()
	return g
}

func (g *guest) says(line string) {
	g.t.Helper()
	if _, err := io.WriteString(g.in, line+"\n"); err != nil {
		g.t.Fatal(err)
	}
}

func (g *guest) hears(want string) {
	g.t.Helper()
	if !g.screen.Scan() {
		g.t.Fatalf("heard nothing more, want %q", want)
	}
	if got := g.screen.Text(); got != want {
		g.t.Errorf("heard %q, want %q", got, want)
	}
}

func TestTwoClients(t *testing.T) {
	room := startRoom(t)
	ann := join(t, room, "ann")
	ann.hears("room: 1 here")
	bob := join(t, room, "bob")
	ann.hears("room: 2 here")
	bob.hears("room: 2 here")

	ann.says("hello")
	ann.hears("ann: hello")
	bob.hears("ann: hello")

	// Both speak at once. The order of the two is open, but all is heard.
	const n = 100
	go talkOn(ann, n)
	go talkOn(bob, n)
	for _, g := range []*guest{ann, bob} {
		heard := make(map[string]int)
		for range 2 * n {
			if !g.screen.Scan() {
				t.Fatal("heard less than was said")
			}
			heard[g.screen.Text()]++
		}
		if heard["ann: and"] != n || heard["bob: and"] != n {
			t.Errorf("heard %v, want %d times what each says", heard, n)
		}
	}

	// Who has no more to say leaves; the other stays.
	ann.in.Close()
	if err := <-ann.done; err != nil {
		t.Errorf("ann: %v", err)
	}
	bob.says("anybody?")
	bob.hears("bob: anybody?")
	bob.in.Close()
	if err := <-bob.done; err != nil {
		t.Errorf("bob: %v", err)
	}
}

// talkOn says the same thing again and again.
func talkOn(g *guest, times int) {
	for _, line := range slices.Repeat([]string{"and\n"}, times) {
		if _, err := io.WriteString(g.in, line); err != nil {
			return // the reader misses it, and says so
		}
	}
}
