// Package analyzer provides the streamvet analysis pass, for any driver of
// go/analysis.
//
// # Analyzer streamvet
//
// streamvet: report calls on a stream or connection that may overlap
//
// A gRPC stream may be used by one sender and one receiver at a time. Two
// goroutines that send on it, two that receive from it, or one that closes its
// send side while another one sends, corrupt its state or make it hang, mostly
// under load and rarely in a test. WebSockets (gorilla/websocket and its forks),
// streams of Connect and kitex, connections of redigo and pgx, streams of quic-go
// and http2.Framer have rules like that, which are checked as well.
//
// The streamvet analyzer finds calls on one stream that may run at the same
// time, and says where the other call is and why the two may meet:
//
//	// WRONG
//	func (s *Server) Join(stream chatpb.Chat_JoinServer) error {
//		go func() {
//			for msg := range s.news {
//				stream.Send(msg) // "concurrent Send on stream: also sent at ..."
//			}
//		}()
//		for {
//			msg, err := stream.Recv()
//			if err != nil {
//				return err
//			}
//			stream.Send(msg)
//		}
//	}
//
// All senders of a stream have to hold one lock:
//
//	// RIGHT
//	func (s *Server) Join(stream chatpb.Chat_JoinServer) error {
//		var mu sync.Mutex
//		go func() {
//			for msg := range s.news {
//				mu.Lock()
//				stream.Send(msg)
//				mu.Unlock()
//			}
//		}()
//		for {
//			msg, err := stream.Recv()
//			if err != nil {
//				return err
//			}
//			mu.Lock()
//			stream.Send(msg)
//			mu.Unlock()
//		}
//	}
//
// or one goroutine sends, and the others pass it their messages over a channel.
//
// The analyzer runs the package's code abstractly, many times, with unknown inputs
// and a scheduler of its own. RPC handlers and HTTP handlers are called several at a
// time, main and tests as they are, and exported functions one after the other. It
// reports two calls if an execution made both on one stream and nothing ordered them:
// no mutex, channel, wait group or other synchronization, as the Go memory model
// defines it. Code of other packages is run where streams or callbacks lead there.
//
// Each diagnostic has a category:
//
//	sendsend   Send, SendMsg or SendAndClose beside another one
//	recvrecv   Recv, RecvMsg or CloseAndRecv beside another one
//	closesend  CloseSend or CloseAndRecv beside Send or SendMsg
//	directive  a //streamvet:ignore comment that has no effect
//
// Those of other libraries than gRPC are concurrent-write, concurrent-read,
// close-beside-write and concurrent-use. What only the source of a library rules
// out, and not its documentation, is reported with the flag undocumented.
//
// To suppress a finding that is wrong, or right and harmless, write a comment with
// its category and a reason
//
//	//streamvet:ignore sendsend the second sender starts after the first has failed
//
// at the end of the line of one of the two calls, on the line above, or in the
// comment of the function around it. The call may be in another package than the
// finding. A comment is reported itself if it has no reason, has a space after //,
// stands between /* and */, or suppresses nothing, unless it is at a call that
// importers of the package may run.
//
// Nothing is reported in generated files, and if the flag tests is false, nothing of
// which a part is in a test file. The code in such files is run all the same.
//
// Limits: silence is no proof. The number of executions is bounded (flag executions),
// and an overlap that few of them show can be missed. Two exported functions are not
// called at the same time, since nothing says that callers do so; there has to be a
// go statement, a handler, or a library function that starts goroutines. Calls by
// reflection, unsafe, cgo and assembly are not followed: their results are unknown.
// On a stream any message can come at any time, so a protocol by which the other
// side keeps two calls apart is not known to the analyzer.
package analyzer
