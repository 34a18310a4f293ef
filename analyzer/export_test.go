package analyzer

// New returns an analyzer with flags of its own.
var New = newAnalyzer
