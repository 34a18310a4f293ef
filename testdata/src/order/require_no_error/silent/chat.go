// A test ends where what gave up has failed.
package silent

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"streamvet.test/chatpb"
)

var (
	_ = assert.NoError
	_ = require.NoError
)

// receive waits for a message, but not for long.
func receive(stream chatpb.Chat_ConnectClient) (*chatpb.Msg, error) {
	got := make(chan *chatpb.Msg, 1)
	go func() {
		m, err := stream.Recv()
		if err != nil {
			close(got)
			return
		}
		got <- m
	}()
	select {
	case m := <-got:
		return m, nil
	case <-time.After(time.Minute):
		return nil, errors.New("too late")
	}
}

func test(t *testing.T, stream chatpb.Chat_ConnectClient) {
	for range 3 {
		_, err := receive(stream)
		require.NoError(t, err)
	}
}
