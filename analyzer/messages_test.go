package analyzer_test

import (
	"slices"
	"testing"
)

// messages are what users read about some of the test programs, one for each
// sort of story. A finding is one line, since that is all that some drivers show.
var messages = map[string]string{
	// Goroutines and callers.
	"access/send":               "concurrent Send on stream: also sent at chat.go:18; the goroutine started at chat.go:15 may still be running [sendsend]",
	"access/recvmsg":            "concurrent RecvMsg on stream: also received at chat.go:18; the goroutine started at chat.go:15 may still be running [recvrecv]",
	"access/close_send":         "concurrent Send on stream: closed at chat.go:20; the goroutine started at chat.go:16 may still be running [closesend]",
	"access/close_send_spawned": "concurrent CloseSend on stream: sent at chat.go:18; the goroutine started at chat.go:15 may still be running [closesend]",
	"goroutines/errgroup":       "concurrent Send on stream: also sent at chat.go:19; the goroutines started at chat.go:21 and chat.go:18 may run at the same time [sendsend]",
	"goroutines/loop":           "concurrent Send on stream: several goroutines started at chat.go:16 may run at the same time [sendsend]",
	"goroutines/stream_method":  "concurrent Send on stream: also sent at chat.go:16; the goroutine started at chat.go:15 may still be running [sendsend]",
	"identity/deep_path":        "concurrent Send on n.peer.down.stream: also sent at chat.go:29; the goroutine started at chat.go:26 may still be running [sendsend]",

	// One call, twice.
	"values/implementations":         "concurrent Send on p.stream: also sent through the call at chat.go:36; the goroutine started at chat.go:35 may still be running [sendsend]",
	"goroutines/same_function_twice": "concurrent Send on stream: the goroutines started at chat.go:17 and chat.go:16 may run at the same time [sendsend]",

	"calls/error_branch": "concurrent Send on stream: also sent at chat.go:19; the goroutine started at chat.go:14 may still be running [sendsend]",

	// Handlers and objects.
	"servers/broadcast_map":   "concurrent Send on c: calls of the handler Connect run concurrently [sendsend]",
	"servers/first_then_slot": "concurrent Recv on *stream: calls of the handler Connect run concurrently [recvrecv]",
	"servers/entry":           "concurrent Send on c.stream: also sent at chat.go:29; the handlers Watch and Publish run concurrently; only the other call holds c.mu [sendsend]",
	"objects/actor":           "concurrent Send on c.stream: also sent at chat.go:28; the goroutine started at chat.go:13 may still be running when Client.Shout is called [sendsend]",

	// Other packages.
	"packages/pump":            "concurrent Send in pump.Copy (at packages/pump/reported/pump/chat.go:11): also sent through the call at chat.go:21; the goroutine started at chat.go:20 may still be running [sendsend]",
	"packages/methods":         "concurrent Send in conn.Ping (at packages/methods/reported/wire/chat.go:15): also sent at packages/methods/reported/wire/chat.go:19; the goroutine started at chat.go:17 may still be running [sendsend]",
	"packages/wired_by_main":   "concurrent Send at packages/wired_by_main/reported/device/device.go:56: also sent at packages/wired_by_main/reported/device/device.go:25; the handler device.Gateway.Connect and the one at packages/wired_by_main/reported/api/api.go:11 run concurrently [sendsend]",
	"packages/returns_handler": "concurrent Send on o.stream: calls of the handler at packages/returns_handler/reported/web/web.go:16 run concurrently [sendsend]",
	"packages/every":           "concurrent Send on stream: also sent at chat.go:24; the goroutine started at chat.go:17 may still be running [sendsend]",

	// Locks that don't help.
	"locks/mutex":                 "concurrent Send on stream: also sent at chat.go:22; the goroutine started at chat.go:17 may still be running; only the other call holds mu [sendsend]",
	"locks/lock_in_branch":        "concurrent Send on stream: also sent at chat.go:26; the goroutine started at chat.go:17 may still be running; only this call holds mu [sendsend]",
	"locks/rwmutex":               "concurrent Send on stream: also sent at chat.go:24; the goroutine started at chat.go:17 may still be running; both hold mu only for reading [sendsend]",
	"locks/two_mutexes":           "concurrent Send on stream: also sent at chat.go:27; the goroutine started at chat.go:17 may still be running; this call holds recvMu, the other sendMu [sendsend]",
	"locks/per_iteration":         "concurrent Send on stream: several goroutines started at chat.go:18 may run at the same time; each may hold a different mu [sendsend]",
	"locks/caller_holds":          "concurrent Send on s.stream: also sent through the call at chat.go:32; the goroutine started at chat.go:27 may still be running; only one of the call paths locks s.mu [sendsend]",
	"servers/broadcast_read_lock": "concurrent Send on c: calls of the handler Connect run concurrently; both hold s.mu only for reading [sendsend]",

	// Directives.
	"directives/no_grpc":           "//streamvet:ignore has no effect: there is no sendsend finding here [directive]",
	"directives/no_category":       "//streamvet:ignore has no effect: it needs a category and a reason [directive]",
	"directives/no_reason":         "//streamvet:ignore sendsend has no effect: it needs a reason [directive]",
	"directives/unknown_category":  `//streamvet:ignore has no effect: unknown category "send"; the categories are sendsend, recvrecv, closesend, concurrent-write, concurrent-read, close-beside-write, concurrent-use [directive]`,
	"directives/unknown_directive": "unknown directive //streamvet:accept; the only one is //streamvet:ignore [directive]",
	"directives/generated_moves":   "concurrent Send on stream: also sent at both.go:9; the goroutine started at both.go:9 may still be running [sendsend]",
}

// checkMessages checks the messages about those test programs that were analyzed.
func checkMessages(t *testing.T, programs []*analyzed) {
	t.Helper()
	got, among := map[string][]string{}, map[string]bool{}
	for _, a := range programs {
		pair := pairName.FindString(a.path)
		among[pair] = true
		for _, d := range a.diagnostics {
			got[pair] = append(got[pair], d.Message)
		}
	}
	for name, want := range messages {
		pair := name + "/reported"
		if !among[pair] {
			continue
		}
		// A program for a directive may have a finding that the directive
		// doesn't accept as well.
		if !slices.Contains(got[pair], want) {
			t.Errorf("%s: reported\n\t%q\nwant\n\t%q", pair, got[pair], want)
		}
	}
}
