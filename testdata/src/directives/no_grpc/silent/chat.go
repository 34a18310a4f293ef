// A package without gRPC has directives of other tools.
package silent

func hello() { println("hi") } //streamvets:ignore sendsend this is not ours
