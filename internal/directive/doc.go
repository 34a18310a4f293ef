// Package directive reads the comments by which people suppress findings:
//
//	//streamvet:ignore CATEGORY reason
//
// A directive stands at the end of a line, or above it, or in the comment of a
// function, for all of it. A finding is suppressed if one of its two places is covered.
//
// The place may be in another package than the finding: a package's directives
// are a [Fact], which its importers, direct or not, hand on.
//
// Since nothing is worse than a comment that is believed to do something, a
// directive that is malformed or has no effect is reported itself.
package directive
