// Package relay leads to another one's call.
package relay

import (
	"streamvet.test/chatpb"
	"streamvet.test/directives/far_package/silent/pump"
)

func Hello(stream chatpb.Chat_ConnectClient) error { return pump.Hello(stream) }
