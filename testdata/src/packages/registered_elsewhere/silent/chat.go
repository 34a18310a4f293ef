// Another package registers the server, whose handlers have a stream each.
package silent

import (
	"streamvet.test/packages/registered_elsewhere/silent/api"
	"streamvet.test/packages/registered_elsewhere/silent/boot"
)

func run() error {
	return boot.Serve(":0", &api.Server{})
}
