// Package testkit gives a test a channel to work with: a migrated database of
// its own, the gate, every service, a file store, and makers of what the trade
// is made of.
//
//	func TestMain(m *testing.M) { testkit.Main(m) }
//
//	func TestRender(t *testing.T) {
//		t.Parallel()
//		w := testkit.New(t)
//		acorn := w.Reseller("Acorn Systems")
//		w.Ready(acorn) // gold, certified, addendum signed, logo approved
//		kit := w.Kit("edge-gateway-social")
//		out, err := w.Cobrand.Render(w.As(w.Admin(acorn)), cobrand.Order{Template: kit.TemplateID})
//
// Nothing in it is pretended: uploads are read by sandboxed workers, which are
// the test binary started again (Main sees to that), rows are written by the
// services, and Start serves the same routes as the product over real HTTP.
// Makers act as the system and end the test when they fail. What is dear, the
// pool of workers and compiled kits, is shared by the tests of one binary.
package testkit
