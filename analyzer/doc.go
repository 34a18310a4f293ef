// Package analyzer provides the streamvet analysis pass, for any driver of
// go/analysis.
//
// # Analyzer streamvet
//
// streamvet: report calls on a gRPC stream that may overlap
//
// A gRPC stream may be used by one sender and one receiver at a time. Two
// goroutines that send on it, two that receive from it, or one that closes its
// send side while another one sends, corrupt its state or make it hang, mostly
// under load and rarely in a test.
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
// All who send on a stream have to hold one lock:
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
// or leave it to one goroutine, which the others give their messages.
//
// Streams are followed through variables, fields, containers, channels, wrappers,
// function values, and through the functions of other packages. Calls are known
// to be ordered or separated by locks, wait groups, channels, and the flow of
// control. Handlers run beside each other without any go statement.
//
// Each diagnostic has a category:
//
//	sendsend   Send, SendMsg or SendAndClose beside another one
//	recvrecv   Recv, RecvMsg or CloseAndRecv beside another one
//	closesend  CloseSend or CloseAndRecv beside Send, SendMsg or CloseSend
//	directive  a comment that means to accept a finding, and doesn't
//
// A finding that is wrong, or that is right and harmless, is accepted by a comment
// with its category and a reason
//
//	//streamvet:ignore sendsend the second sender starts after the first has failed
//
// at the end of the line of one of the two calls, above that line, or in the comment
// of the function around it. The call may be in another package than the finding. A
// comment that has no reason, has a space after //, stands between /* and */, or
// accepts nothing is reported itself, unless importers of the package may have the
// finding that it accepts.
//
// Nothing is reported in generated files, and if the flag tests is false, nothing of
// which a part is in a test file. What such files do is known all the same.
//
// Limits: the analyzer reports what the code shows to be concurrent, by a go
// statement, a handler, or a function that starts goroutines. It doesn't follow
// reflection and function values of unknown origin, and knows nothing of an order
// that only the content of messages or the value of a flag brings about. Where it
// doesn't know, it is silent.
package analyzer
