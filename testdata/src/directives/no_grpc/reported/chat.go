// A package without gRPC has nothing to accept.
package reported

func hello() { println("hi") } //streamvet:ignore sendsend nobody calls it // want "directive"
