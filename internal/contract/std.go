package contract

import "strings"

// IsStd reports whether path is the import path of a package of the standard
// library: its first element has no dot. Module paths of users may lack the dot
// as well (module example), so a caller that knows the module says so.
func IsStd(path string, inModule bool) bool {
	if inModule {
		return false
	}
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}
