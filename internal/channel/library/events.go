package library

// VersionPublished is told after a version went to the partners. Whoever
// renders may warm up with it.
type VersionPublished struct {
	Version VersionID `json:"version"`
	Package string    `json:"package"`
}

// Kind names the event in the queue.
func (VersionPublished) Kind() string { return "library.version_published" }
