// No import registers a stream with the logger.
package silent

import (
	"streamvet.test/packages/registered_by_import/silent/api"
	"streamvet.test/packages/registered_by_import/silent/logs"
)

func work(s *api.Server, jobs chan string) {
	go func() {
		for job := range jobs {
			logs.Info("first: " + job)
		}
	}()
	for job := range jobs {
		logs.Info("here: " + job)
	}
}
