package content

// Engine names this renderer in records and in cache keys. It is raised by
// every change that lets the same inputs give other bytes.
const Engine = "portico-6"
