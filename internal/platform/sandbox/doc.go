// Package sandbox reads what strangers upload in processes that can do
// nothing else. A logo or a vendor PDF is never parsed by the server itself:
// it travels through a pipe to a worker that was started beforehand, has no
// network, cannot open a file or start a program, and may use a bounded
// amount of memory, processor and time. The worker answers with our own
// prepared form or with a refusal.
//
//	server                                    worker (portico intake)
//	Pool.Do ── kind, bytes ── stdin  ──────▶  Handler
//	        ◀─ answer or refusal ── stdout ─
//
// A worker that takes too long, takes too much or dies is a refusal for that
// one upload (UPLOAD_TOO_COMPLEX, UPLOAD_UNREADABLE) and never an outage: it
// is replaced at once. A healthy worker is replaced after some jobs, so that
// nothing of one upload lives long beside another.
//
// The walls of a worker stand one behind another, and each closes what the
// others might leave open. Pool.Isolation tells which of them hold:
//
//   - Namespaces of its own for users, network, processes, ipc and host name,
//     as a user without name and without capabilities.
//   - A system call filter that allows memory, threads, clocks and the pipes
//     it was born with. There is no open, socket, execve or fork.
//   - Landlock rules that allow no path and no port.
//   - Resource limits: no further file descriptor, no file content, no core
//     dump, bounded data.
//   - From outside, every few milliseconds: resident memory, processor time,
//     wall clock.
//
// A worker that needs code of its own (portico press has a reader of PDF that is
// compiled from WebAssembly) makes it before it calls Serve. It has no upload yet
// then; and when it has one, the same walls stand as everywhere.
//
// Where the kernel refuses one (containers often forbid user namespaces), the
// pool works with the rest and says so once in the log. On other systems than
// Linux a worker is a plain process with a wall clock limit: good enough to
// develop on, not to face strangers.
package sandbox
