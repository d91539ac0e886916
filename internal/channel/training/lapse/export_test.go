package lapse

// InBatches makes units of work so small that a test has many of them.
func (s *Service) InBatches(notices, memberships int) { s.batch, s.few = notices, memberships }
