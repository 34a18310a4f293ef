// Another package registers the server, whose handlers share a stream.
package reported

import (
	"streamvet.test/packages/registered_elsewhere/reported/api"
	"streamvet.test/packages/registered_elsewhere/reported/boot"
)

func run() error {
	return boot.Serve(":0", &api.Server{})
}
