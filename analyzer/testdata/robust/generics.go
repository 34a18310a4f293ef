package robust

import (
	"context"
	"iter"
	"maps"
	"slices"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

// Constraints with methods and type sets.

type sender interface {
	comparable
	Send(*chatpb.Msg) error
}

type number interface {
	~int | ~int64 | ~float64
}

type numbered interface {
	number
	String() string
}

type msgSender[M any] interface {
	Send(M) error
	grpc.ClientStream
}

type ptrTo[T any] interface {
	*T
	SendMsg(any) error
}

func sendBoth[S sender](s S) {
	go s.Send(&chatpb.Msg{})
	s.Send(&chatpb.Msg{})
}

func sendTwice[M any, S msgSender[M]](s S, m M) {
	go s.Send(m)
	s.Send(m)
}

func viaPointer[T any, P ptrTo[T]](v T) {
	p := P(&v)
	go p.SendMsg(nil)
	p.SendMsg(nil)
}

func sum[N number](list ...N) (total N) {
	for _, n := range list {
		total += n
	}
	return total
}

func names[N numbered](list []N) []string {
	var out []string
	for _, n := range list {
		out = append(out, n.String())
	}
	return out
}

// Generic types with methods, embedded and recursive.

type box[T any] struct {
	mu    sync.Mutex
	value T
	next  *box[T]
}

func (b *box[T]) get() T {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.value
}

func (b *box[_]) len() int {
	if b == nil {
		return 0
	}
	return 1 + b.next.len()
}

func (b *box[T]) all() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i, x := 0, b; x != nil; i, x = i+1, x.next {
			if !yield(i, x.value) {
				return
			}
		}
	}
}

type pairOf[A, B any] struct {
	box[A]
	other *box[B]
	_     int
}

type tree[K interface{ less(K) bool }, V any] struct {
	left, right *tree[K, V]
	key         K
	value       V
}

func (t *tree[K, V]) put(k K, v V) *tree[K, V] {
	switch {
	case t == nil:
		return &tree[K, V]{key: k, value: v}
	case k.less(t.key):
		t.left = t.left.put(k, v)
	default:
		t.right = t.right.put(k, v)
	}
	return t
}

func (t *tree[K, V]) walk(yield func(K, V) bool) bool {
	return t == nil || t.left.walk(yield) && yield(t.key, t.value) && t.right.walk(yield)
}

type self[S self[S]] interface{ me() S }

type node struct{ stream chatpb.Chat_ConnectClient }

func (n *node) me() *node { return n }

func twiceMe[S self[S]](s S) S { return s.me().me() }

// A function that calls itself with other types, and back.

func grow[T any](n int, v T, stream chatpb.Chat_ConnectClient) {
	if n > 0 {
		go stream.Send(&chatpb.Msg{})
		grow(n-1, v, stream)
		growOther[T](n-1, v, stream)
	}
}

func growOther[T any](n int, v T, stream chatpb.Chat_ConnectClient) {
	if n > 0 {
		stream.Send(&chatpb.Msg{})
		grow[any](n-1, v, stream)
	}
}

// Aliases.

type (
	clientOf[Req, Res any] = grpc.BidiStreamingClient[Req, Res]
	chatClient             = clientOf[chatpb.Msg, chatpb.Msg]
	set[T comparable]      = map[T]struct{}
	list[T any]            = []box[T]
)

func aliased(a chatClient, s set[chatClient]) {
	go a.Send(&chatpb.Msg{})
	for b := range s {
		b.Send(&chatpb.Msg{})
	}
	for b := range maps.Keys(s) {
		go b.Send(&chatpb.Msg{})
	}
}

func useGenerics(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	sendBoth(stream)
	sendTwice(stream, &chatpb.Msg{})
	viaPointer[grpc.GenericClientStream[chatpb.Msg, chatpb.Msg]](grpc.GenericClientStream[chatpb.Msg, chatpb.Msg]{ClientStream: stream})
	b := &box[chatClient]{value: stream}
	p := pairOf[chatClient, int]{other: &box[int]{}}
	p.value = b.get()
	go p.get().Send(&chatpb.Msg{})
	for _, s := range b.all() {
		go s.Send(&chatpb.Msg{})
	}
	n := twiceMe(&node{stream})
	n.stream.Send(&chatpb.Msg{})
	grow(3, p, stream)
	aliased(stream, set[chatClient]{stream: {}})
	for s := range slices.Values([]chatClient{stream}) {
		defer s.CloseSend()
	}
	f := box[chatClient].len2
	f(*b)
	_ = sum(1, 2) + b.len()
	return nil
}

func (b box[T]) len2() int { return 2 }
