package lsp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// What is longer than any editor sends is a stream out of step.
const (
	maxMessage    = 1 << 26 // bytes
	maxHeaderLine = 1 << 12 // bytes
	maxHeader     = 16      // lines
)

// A message is a request (it has a method and an ID), a notification (a
// method alone) or a response (an ID alone) of JSON-RPC 2.0.
type message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *rpcError       `json:"error,omitempty"`
}

// An rpcError is the error of a response.
type rpcError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (e *rpcError) Error() string { return e.Message }

// Codes of errors, as JSON-RPC and the language server protocol name them.
const (
	codeParse          = -32700
	codeInvalidRequest = -32600
	codeMethodNotFound = -32601
	codeInvalidParams  = -32602
	codeInternal       = -32603
	codeNotInitialized = -32002
)

// A conn is a connection to an editor. One goroutine reads; any may write.
type conn struct {
	r *bufio.Reader

	mu      sync.Mutex // guards what follows, and keeps messages whole
	w       io.Writer
	lastID  int
	waiting map[string]chan *message // by ID of a request of ours
}

func newConn(r io.Reader, w io.Writer) *conn {
	return &conn{r: bufio.NewReaderSize(r, maxHeaderLine), w: w, waiting: make(map[string]chan *message)}
}

// read returns the next message that is not a response. Responses go to
// those who wait for them. The error of a message that is no JSON is an
// *rpcError; reading can go on after it.
func (c *conn) read() (*message, error) {
	for {
		data, err := c.frame()
		if err != nil {
			return nil, err
		}
		m := new(message)
		if err := json.Unmarshal(data, m); err != nil {
			return nil, &rpcError{codeParse, err.Error()}
		}
		if m.Method != "" {
			return m, nil
		}
		c.mu.Lock()
		answer := c.waiting[string(m.ID)]
		delete(c.waiting, string(m.ID))
		c.mu.Unlock()
		if answer != nil {
			answer <- m
		}
	}
}

// frame reads the header lines and the body of a message.
func (c *conn) frame() ([]byte, error) {
	length, err := c.header()
	if err != nil {
		return nil, err
	}
	// What is announced may never come: no memory for it before it does.
	var body bytes.Buffer
	if _, err := io.CopyN(&body, c.r, int64(length)); errors.Is(err, io.EOF) {
		return nil, io.ErrUnexpectedEOF
	} else if err != nil {
		return nil, err
	}
	return body.Bytes(), nil
}

// header reads the header lines of a message and returns its length.
func (c *conn) header() (length int, err error) {
	length = -1
	for n := range maxHeader {
		raw, err := c.r.ReadSlice('\n')
		switch {
		case errors.Is(err, io.EOF) && (n > 0 || len(raw) > 0):
			return 0, io.ErrUnexpectedEOF
		case err != nil:
			return 0, err // io.EOF between messages is a clean end
		}
		line := strings.TrimRight(string(raw), "\r\n")
		if line == "" {
			if length < 0 {
				return 0, errors.New("a message has no Content-Length")
			}
			return length, nil
		}
		name, value, _ := strings.Cut(line, ":")
		if strings.EqualFold(name, "Content-Length") {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil || length < 0 || length > maxMessage {
				return 0, fmt.Errorf("header %q of a message is wrong", line)
			}
		}
	}
	return 0, errors.New("the header of a message has too many lines")
}

func (c *conn) write(m *message) error {
	m.Version = "2.0"
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	_, err = fmt.Fprintf(c.w, "Content-Length: %d\r\n\r\n%s", len(data), data)
	return err
}

// notify sends a notification.
func (c *conn) notify(method string, params any) error {
	raw, err := json.Marshal(params)
	if err != nil {
		return err
	}
	return c.write(&message{Method: method, Params: raw})
}

// call sends a request and waits for the response, whose result is of no interest.
func (c *conn) call(ctx context.Context, method string, params any) error {
	_, err := c.request(ctx, method, params)
	return err
}

// request sends a request and waits for the result.
func (c *conn) request(ctx context.Context, method string, params any) (json.RawMessage, error) {
	raw, err := json.Marshal(params)
	if err != nil {
		return nil, err
	}
	answer := make(chan *message, 1)
	c.mu.Lock()
	c.lastID++
	id := strconv.Itoa(c.lastID)
	c.waiting[id] = answer
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.waiting, id)
	}()
	if err := c.write(&message{ID: json.RawMessage(id), Method: method, Params: raw}); err != nil {
		return nil, err
	}
	select {
	case m := <-answer:
		if m.Error != nil {
			return nil, m.Error
		}
		return m.Result, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// reply answers a request.
func (c *conn) reply(id json.RawMessage, result any, failure *rpcError) error {
	if len(id) == 0 {
		id = json.RawMessage("null") // of a message that could not be read
	}
	if failure != nil {
		return c.write(&message{ID: id, Error: failure})
	}
	raw, err := json.Marshal(result)
	if err != nil {
		return err
	}
	return c.write(&message{ID: id, Result: raw})
}
