// A handler of an import registers its stream with the logger, which sends without a lock.
package reported

import (
	"streamvet.test/packages/registered_by_import/reported/api"
	"streamvet.test/packages/registered_by_import/reported/logs"
)

func work(s *api.Server, jobs chan string) {
	go func() {
		for job := range jobs {
			logs.Info("first: " + job) // want "sendsend"
		}
	}()
	for job := range jobs {
		logs.Info("here: " + job)
	}
}
