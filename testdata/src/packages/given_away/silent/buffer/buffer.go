// Package buffer reads chunks for others.
package buffer

// ChunkReader is what a Buffer reads from.
type ChunkReader interface {
	Read() ([]byte, error)
	Close()
}

// Buffer holds what has been read.
type Buffer struct{ r ChunkReader }

// New returns a buffer that reads from r and closes it in the end.
func New(r ChunkReader) *Buffer { return &Buffer{r} }

// Discard closes the reader without having read it all.
func (b *Buffer) Discard() { b.r.Close() }
