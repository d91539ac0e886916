package transfer

// InSteps makes units of work so small that a test has many of them: one call of
// Post is one of them.
func (s *Service) InSteps(lines int) { s.small, s.chunk, s.stint = lines, lines, 0 }
