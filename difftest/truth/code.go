package truth

import "github.com/streamvet/streamvet/difftest/program"

// An opcode is an instruction of the machine.
type opcode uint8

const (
	opEnd      opcode = iota // the thread ends
	opChoose                 // go to any of alts
	opDeclare                // make an object for v
	opOpen                   // make a stream, and a cell for v if it has none yet
	opUse                    // call the method of the stream in v
	opAnnounce               // as a writer, keep new readers out
	opLock                   // wait for the lock, and take it
	opTry                    // take the lock, or go to alt
	opUnlock                 // give it back
	opAdd                    // add to the WaitGroup
	opDone                   // take from it
	opFail                   // note that a function of the group has failed
	opWait                   // wait until it is at zero; see reception
	opClose                  // close the channel
	opSend                   // send on it
	opReceive                // receive from it; see reception
	opSpawn                  // start a thread at alt
	opAccept                 // make the handler's own stream
	opMark                   // begin a function
	opDefer                  // remember alt for the function's end
	opUnwind                 // do what is remembered, last in, first out
	opEndDefer               // go back to opUnwind
	opCopy                   // assign what is in w to v
	opIsSet                  // go to alt if v is nil
	opOnce                   // go to alt unless this is the first
	opOnceDone               // let the others of opOnce go on
	opPut                    // add what is in w to the set v
	opDrop                   // take it out
	opEach                   // note the set's streams
	opNext                   // put one of them into w, or go to alt
)

// A reception is what a receiving thread does if there is nothing to receive, and one that
// waits for a group if that has failed.
type reception uint8

const (
	orBlock  reception = iota
	orEither           // it may go to alt, whether there is something or not
	orAlt              // it goes to alt
)

// An instr is an instruction with its operands.
type instr struct {
	op        opcode
	stmt      *program.Stmt
	v, w      int // variables, by number
	next, alt int // addresses
	alts      []int
	captured  []int // opSpawn: variables that the thread shares
	copies    []int // opSpawn: variables that the thread gets the values of
	reads     bool  // opSpawn: one of these has different values at different times
	fresh     bool  // opOpen, opCopy: the variable is declared here
	shared    bool  // opLock, opUnlock
	otherwise reception
	ranging   bool // opReceive: again and again, until the channel is closed
	root      bool // opSpawn: the thread is called from outside
}

// visible reports whether other threads may notice when the instruction runs.
func (m *machine) visible(in *instr) bool {
	switch in.op {
	case opEnd, opChoose, opDeclare, opAccept, opMark, opDefer, opUnwind, opEndDefer, opNext, opFail:
		return false
	case opOpen:
		return !in.fresh
	case opSpawn:
		return in.reads
	case opUnlock, opDone, opClose:
		return m.polls
	}
	return true
}
