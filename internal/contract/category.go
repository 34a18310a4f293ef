package contract

// Categories of diagnostics; see docs/checks. gRPC's have names of their own, which are older
// than the others.
const (
	ConcurrentWrite  = "concurrent-write"
	ConcurrentRead   = "concurrent-read"
	CloseBesideWrite = "close-beside-write"
	ConcurrentUse    = "concurrent-use"
	SendSend         = "sendsend"
	RecvRecv         = "recvrecv"
	CloseSend        = "closesend"
)

// Categories lists every category.
var Categories = []string{SendSend, RecvRecv, CloseSend, ConcurrentWrite, ConcurrentRead, CloseBesideWrite, ConcurrentUse}

// general is what gRPC's categories are called elsewhere.
var general = map[string]string{SendSend: ConcurrentWrite, RecvRecv: ConcurrentRead, CloseSend: CloseBesideWrite}

// Covers reports whether a directive about one category is one about another: they are the
// same, or one is gRPC's name of the other.
func Covers(directive, category string) bool {
	return inGeneral(directive) == inGeneral(category)
}

func inGeneral(category string) string {
	if name, ok := general[category]; ok {
		return name
	}
	return category
}
