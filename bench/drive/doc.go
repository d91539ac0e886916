// Package drive runs the real programme for those who measure it: it builds the
// binary, starts a server in a folder of its own on a free port, and speaks
// GraphQL with it as any other client would. Nothing here reaches behind the
// door.
//
//	s, err := drive.Start(ctx, drive.Options{})
//	defer s.Stop()
//	c, err := s.SignIn(ctx, drive.Reseller)
//	err = c.Do(ctx, query, variables, &answer)
package drive
