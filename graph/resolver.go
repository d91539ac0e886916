// Package graph is the GraphQL edge. A resolver casts ids, calls one service
// method and shapes the payload; it holds no rule and no SQL.
package graph

import (
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/badge"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/lapse"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/playbook"
	"github.com/portico-prm/portico/internal/channel/training/progress"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/channel/training/session"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/feed"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Services are the use cases that the edge may call.
type Services struct {
	Gate      *gate.Gate
	Partners  *partner.Service
	Members   *member.Service
	Programs  *program.Service
	Courses   *course.Service
	Learning  *learning.Service
	Playbooks *playbook.Service
	Quizzes   *quiz.Service
	Training  *training.Service
	Awards    *award.Service
	Effects   *effect.Service
	Badges    *badge.Service
	Progress  *progress.Service
	Lapses    *lapse.Service
	Notices   *notice.Service
	Sessions  *session.Service
	Transfers *transfer.Service
	Library   *library.Service
	Cobrand   *cobrand.Service
	Links     *Links
	Budgets   *Budgets // nil sets no limits
	Feed      *feed.Hub
}

// Resolver is the root. It has one field only: a generated resolver embeds it,
// and its fields would hide root fields of the schema.
type Resolver struct{ svc *Services }
