module github.com/streamvet/streamvet/integration/versions

go 1.26.0

require github.com/streamvet/streamvet v0.0.0

replace github.com/streamvet/streamvet => ../..
