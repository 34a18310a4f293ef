package robust

import (
	"context"
	"errors"
	"iter"
	"time"

	"streamvet.test/chatpb"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Range over functions, with all that may leave them.
func rangeFunc(ctx context.Context, c chatpb.ChatClient) (err error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
outer:
	for i := range count(3) {
		defer stream.CloseSend()
		for j := range count(4) {
			switch {
			case j == 1:
				continue outer
			case j == 2:
				break outer
			case i == 2:
				goto end
			case j == 3:
				return stream.Send(&chatpb.Msg{})
			}
			defer func() {
				if r := recover(); r != nil {
					err = errors.Join(err, stream.Send(&chatpb.Msg{}))
				}
			}()
			go stream.Send(&chatpb.Msg{})
		}
		for range count(2) {
			for range func(yield func() bool) { yield() } {
				panic("no")
			}
		}
	}
end:
	return stream.Send(&chatpb.Msg{})
}

// Control flow that is no nesting of loops.
func irreducible(stream chatpb.Chat_ConnectClient, n int) {
	if n > 3 {
		goto b
	}
a:
	go stream.Send(&chatpb.Msg{})
	n--
	if n == 0 {
		return
	}
b:
	stream.Recv()
	n -= 2
	if n > 10 {
		goto c
	}
	if n%2 == 0 {
		goto a
	}
c:
	stream.Send(&chatpb.Msg{})
	if n < 0 {
		goto b
	}
	goto a
}

func selects(stream chatpb.Chat_ConnectClient, a, b, c, d chan int, out chan<- int, done <-chan struct{}) {
	var never chan int
	for {
		select {
		case <-a:
			go stream.Send(&chatpb.Msg{})
		case x, ok := <-b:
			if !ok {
				b = nil
				break
			}
			out <- x
		case out <- 1:
			stream.Send(&chatpb.Msg{})
		case v := <-c:
			_ = v
			fallthroughs(stream, v)
		case <-d:
		case <-never:
			stream.CloseSend()
		case <-time.After(time.Second):
			continue
		case <-done:
			return
		}
		select {
		default:
		}
	}
}

func forever() {
	select {}
}

func fallthroughs(stream chatpb.Chat_ConnectClient, n int) {
	switch n {
	case 0:
		go stream.Send(&chatpb.Msg{})
		fallthrough
	case 1:
		stream.Send(&chatpb.Msg{})
	default:
		for {
			break
		}
	case 2:
	}
	switch x := any(stream).(type) {
	case interface{ CloseSend() error }:
		x.CloseSend()
	case nil:
	case error, int:
		_ = x
	}
}

func unreachable(stream chatpb.Chat_ConnectClient) error {
	go stream.Send(&chatpb.Msg{})
	return stream.Send(&chatpb.Msg{})
	for {
		go stream.Send(&chatpb.Msg{})
	}
	panic("never")
}

func noReturn(stream chatpb.Chat_ConnectClient) {
	for {
		go stream.Send(&chatpb.Msg{})
		forever()
	}
}

func deferredLoops(stream chatpb.Chat_ConnectClient, n int) (err error) {
	for i := 0; i < n; i++ {
		defer stream.Send(&chatpb.Msg{})
		defer func() {
			for range n {
				defer stream.Send(&chatpb.Msg{})
				go func() { defer stream.Send(&chatpb.Msg{}) }()
			}
			err = recover().(error)
		}()
		if i == 7 {
			return nil
		}
	}
	return stream.CloseSend()
}

func zeroLoops(stream chatpb.Chat_ConnectClient) {
	for range 0 {
		go stream.Send(&chatpb.Msg{})
	}
	for range [0]int{} {
		go stream.Send(&chatpb.Msg{})
	}
	for range "x" {
		go stream.Send(&chatpb.Msg{})
	}
	for i := range *new([3]chan int) {
		_ = i
	}
	stream.Send(&chatpb.Msg{})
}
