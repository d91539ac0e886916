// Package arch holds the map of the house: which package may know which. Its
// test reads the imports of every package and fails on one that goes up or
// sideways, on an outside library in the wrong room, and on a package that has
// no place on the map.
package arch

// Rank is how high a package stands. It may import only lower ranks.
type Rank float64

// ranks by path below the module; "x/..." means the folder and all below it.
var ranks = map[string]Rank{
	"internal/base/fault": 0,
	"internal/base/...":   0.05, // these speak of faults
	"migrations":          0,
	"templates/...":       0,

	// The renderer stands on its own: nothing of internal.
	"content/problem":       0.1,
	"content/rule":          0.2,
	"content/svg":           0.2,
	"content/svg/...":       0.15,
	"content/svg/geom":      0.1,
	"content/intake":        0.6,
	"content/markdown":      0.2,
	"content/course":        0.4,
	"content/text":          0.2,
	"content/spec":          0.3,
	"content/logo":          0.45, // reads logos that come as PDF
	"content/place":         0.3,
	"content/pdf":           0.4,
	"content/raster":        0.4,
	"content/webp":          0.2,
	"content/shelf":         0.1,
	"content/rip":           0.4,
	"content":               0.5,
	"content/logo/logotest": 0.2,
	"content/text/texttest": 0.35,
	"content/place/qrtest":  0.2,

	"internal/platform/budget":  1,
	"internal/platform/config":  1,
	"internal/platform/blob":    1,
	"internal/platform/mail":    1,
	"internal/platform/actor":   1,
	"internal/platform/pglocal": 1,
	"internal/platform/sandbox": 1,

	"internal/platform/access": 2,
	"internal/platform/audit":  2,
	"internal/platform/db":     2,

	"internal/platform/gate": 3,

	"internal/platform/feed":   3,
	"internal/platform/queue":  4,
	"internal/platform/schema": 4.5,
	"internal/platform/server": 4,

	"internal/channel/partner": 5,

	"internal/channel/member":    6,
	"internal/channel/program":   6,
	"internal/channel/territory": 6,

	"internal/channel/notice": 6.5, // what people are told; those who tell stand above

	"internal/channel/library":     7,
	"internal/channel/deal":        7,
	"internal/channel/sellthrough": 7,

	// Training is a house with rooms. The first are pure and know no database.
	"internal/channel/training/question":  6.9,
	"internal/channel/training/itemstat":  6.9,
	"internal/channel/training/bank":      6.95, // questions that were written elsewhere
	"internal/channel/training/quizfile":  6.95, // a quiz as a file
	"internal/channel/training/openbadge": 6.9,  // a certification in words that others can check
	"internal/channel/training/course":    7.1,  // what is taught
	"internal/channel/training/learning":  7.2,  // who learns it, and how far they are
	"internal/channel/training/playbook":  7.3,
	"internal/channel/training/quiz":      7.3,
	"internal/channel/training":           7.5, // what is proved: certifications
	"internal/channel/training/effect":    7.6,
	"internal/channel/training/progress":  7.6,
	"internal/channel/training/award":     7.6, // what they ask for, and who gets one by it
	"internal/channel/training/lapse":     7.6, // what ends, and what that does
	"internal/channel/training/session":   7.3, // classes that somebody held
	"internal/channel/training/transfer":  7.4, // completions out of other learning systems

	"internal/channel/cobrand":        8,
	"internal/channel/training/badge": 8.2, // what a holder shows of a certification; draws through cobrand
	"internal/channel/mdf":            8,
	"internal/channel/plan":           8,

	"internal/channel/incentive": 9,
	"internal/channel/insight":   10,
	"internal/channel/qbr":       11,

	"graph/model":     12.1,
	"graph/admit":     12.15,
	"graph/persisted": 12.15,
	"graph/read":      12.2,
	"graph/exec":      12.3,
	"graph":           12.4,

	"cmd/portico":    13,
	"graph/generate": 13, // writes graph/exec and graph/model

	// For tests and tools only: nothing above imports them outside of tests.
	"internal/testdb/...":             20,
	"internal/testkit":                20.1,
	"internal/testkit/worker":         20.2,
	"internal/platform/mail/mailtest": 20,
	"internal/arch":                   20,
	"bench/drive":                     21,
	"bench/graphql/figures":           21,
	"bench/npm":                       20.9,
	"bench/graphql/peers":             21,
	"bench/render/peers":              21,
	"bench/graphql/seed":              21,
	"bench/...":                       21.1,
	"docs":                            22,
	"examples":                        22,
	"graph/contract":                  22,
}

// rooms says where an outside library may be used.
var rooms = map[string][]string{
	"github.com/jmoiron/sqlx":            {"internal/platform/db", "internal/platform/gate"},
	"github.com/lib/pq":                  {"internal/platform/db", "internal/platform/gate"},
	"database/sql":                       {"internal/platform/db", "internal/platform/gate", "internal/platform/queue", "internal/testdb/..."},
	"github.com/pressly/goose/v3":        {"internal/platform/db"},
	"github.com/riverqueue/river":        {"internal/platform/queue"},
	"github.com/minio/minio-go/v7":       {"internal/platform/blob"},
	"github.com/wneessen/go-mail":        {"internal/platform/mail"},
	"github.com/signintech/gopdf":        {"content/pdf", "bench/render"},
	"github.com/disintegration/imaging":  {"content/logo", "content/raster", "bench/logos", "bench/render"},
	"github.com/go-text/typesetting":     {"content/text"},
	"github.com/yuin/goldmark":           {"content/markdown"},
	"github.com/klippa-app/go-pdfium":    {"content/rip"},
	"github.com/tetratelabs/wazero":      {"content/rip", "content/webp"},
	"github.com/microcosm-cc/bluemonday": {"content/markdown"},
	"github.com/99designs/gqlgen":        {"graph/exec", "graph", "graph/model", "graph/read", "graph/generate", "bench/graphql/plain"},
	"github.com/vektah/gqlparser/v2":     {"graph/exec", "graph", "graph/admit", "graph/persisted", "graph/read", "graph/generate", "bench/graphql/plain"},
	"github.com/alecthomas/kong":         {"cmd/portico"},
}

// lower packages that must not know anything of internal.
const aloof = "content"
