// What is checked by Eventually may still run once that has given up: it is no test that ends.
package reported

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"streamvet.test/chatpb"
)

var client chatpb.ChatClient

func TestAnswer(t *testing.T) {
	stream, err := client.Connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	assert.Eventually(t, func() bool {
		_, err := stream.Recv() // want "recvrecv"
		return err == nil
	}, time.Second, time.Millisecond)
	stream.Recv()
}
