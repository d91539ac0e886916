package db

import "strconv"

// names are the statements that a connection keeps under names of ours, so that
// a text can execute them. PostgreSQL keeps them whatever becomes of the
// transaction in which they were prepared.
type names struct {
	kept[string]
	count int
	leave string // commands that give names back
}

func newNames() names { return names{kept: newKept[string]()} }

// prepare is the commands that prepare a text under a name which was never used
// before: after a failure nobody knows what an old one stands for.
func (n *names) prepare(text string) (name, commands string) {
	n.count++
	name = "portico_" + strconv.Itoa(n.count)
	return name, n.leave + "prepare " + name + " as " + text
}

// prepared says that it worked.
func (n *names) prepared(text, name string) {
	n.leave = ""
	if old, any := n.add(text, name); any {
		n.leave = "deallocate " + old + "; "
	}
}

// outgrown drops a statement whose plan the server refuses to run, or all of
// them when the server does not know it.
func (n *names) outgrown(text string, state State) {
	if state == InvalidStatementName {
		*n = names{kept: newKept[string](), count: n.count}
		return
	}
	if old, any := n.forget(text); any {
		n.leave += "deallocate " + old + "; "
	}
}
