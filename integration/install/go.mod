module github.com/streamvet/streamvet/integration/install

go 1.26.0

require (
	github.com/streamvet/streamvet v0.0.0
	golang.org/x/mod v0.43.0
)

replace github.com/streamvet/streamvet => ../..
