package summary

// Encode writes a summary without any of the checks.
func Encode(s *Summary) []byte { return s.encode() }
