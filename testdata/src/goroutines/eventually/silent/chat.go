// What is checked by Eventually may still run once that has given up: the test has ended then.
package silent

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"streamvet.test/chatpb"
)

var client chatpb.ChatClient

func TestAnswer(t *testing.T) {
	stream, err := client.Connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	require.Eventually(t, func() bool {
		_, err := stream.Recv()
		return err == nil
	}, time.Second, time.Millisecond)
	stream.Recv()
}
