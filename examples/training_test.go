package examples

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/portico-prm/portico/bench/drive"
)

// asked sends a document of this folder as a person of the demo.
func asked(t *testing.T, who, document string, vars drive.Vars, out any) {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	c, err := server(t).SignIn(t.Context(), who)
	if err == nil {
		err = c.Do(t.Context(), string(text), vars, out)
	}
	if err != nil {
		t.Fatalf("%s as %s: %v", document, who, err)
	}
}

const (
	jana    = "jana.petersen@hanseflut.example" // has done all that there is
	owen    = "owen@fernhollow.example"
	noah    = "sales@bluffharbor.example"
	manager = "channel@veldmark.example"
)

type certifications struct {
	Viewer struct {
		Partner struct {
			TrainingProgress struct {
				Required  int
				Certified bool
			}
			Certifications []struct {
				DefinitionKey         string
				RevokedAt, RevokedWhy *string
			}
		}
	}
}

func TestCertificationsTellWhatHoldsAndWhatWasTakenBack(t *testing.T) {
	t.Parallel()
	var a certifications
	asked(t, jana, "certifications.graphql", nil, &a)
	if p := a.Viewer.Partner; len(p.Certifications) != 3 || p.TrainingProgress.Required != 1 || !p.TrainingProgress.Certified {
		t.Errorf("Hanseflut: %+v", p)
	}
	var taken certifications
	asked(t, owen, "certifications.graphql", nil, &taken)
	if !slices.ContainsFunc(taken.Viewer.Partner.Certifications, func(c struct {
		DefinitionKey         string
		RevokedAt, RevokedWhy *string
	}) bool {
		return c.RevokedAt != nil && c.RevokedWhy != nil && *c.RevokedWhy != ""
	}) {
		t.Errorf("Fernhollow: %+v", taken.Viewer.Partner)
	}
}

type playbookProgress struct {
	Playbooks struct {
		Nodes []struct {
			Key   string
			Words struct{ Title string }
			Steps []struct {
				ID, Key        string
				Done, Optional bool
			}
			Tallies []struct{ Started, Finished int }
		}
	}
}

// left are the keys of the required steps that are still to be done.
func (p playbookProgress) left(key string) (out []string) {
	for _, b := range p.Playbooks.Nodes {
		for _, s := range b.Steps {
			if b.Key == key && !s.Done && !s.Optional {
				out = append(out, s.Key)
			}
		}
	}
	return out
}

func TestPlaybooksTellWhatIsDoneAndTickOff(t *testing.T) {
	t.Parallel()
	var all, some playbookProgress
	asked(t, jana, "playbook-progress.graphql", drive.Vars{"language": "de"}, &all)
	if left := all.left("first-customer-meeting"); len(left) > 0 || all.Playbooks.Nodes[0].Words.Title != "Ein erster Kundentermin" {
		t.Errorf("Jana has %v left: %+v", left, all)
	}
	asked(t, noah, "playbook-progress.graphql", nil, &some)
	if left := some.left("first-customer-meeting"); !slices.Equal(left, []string{"send-datasheet", "count-with-them"}) {
		t.Errorf("Noah has %v left", left)
	}
	id := ""
	for _, s := range some.Playbooks.Nodes[0].Steps {
		if s.Key == "second-date" {
			id = s.ID
		}
	}
	for _, done := range []bool{true, false} {
		var a struct {
			TickPlaybookStep struct{ Step struct{ Done bool } }
		}
		asked(t, noah, "tick-playbook-step.graphql", drive.Vars{"in": drive.Vars{"playbookStepId": id, "done": done}}, &a)
		if a.TickPlaybookStep.Step.Done != done {
			t.Errorf("ticked %v: %+v", done, a)
		}
	}
}

func TestEffectsTellWhatLearningBrought(t *testing.T) {
	t.Parallel()
	var a struct {
		Viewer struct {
			Partner struct {
				Effects []struct {
					Kind   string
					Amount int
				}
				EffectEntries struct{ Nodes []struct{ Subject string } }
			}
		}
		EffectRules []struct{ Key string }
	}
	asked(t, jana, "effects.graphql", nil, &a)
	points, rebate := 0, 0
	for _, e := range a.Viewer.Partner.Effects {
		switch e.Kind {
		case "POINTS":
			points += e.Amount
		case "REBATE_METRIC":
			rebate += e.Amount
		}
	}
	if points != 400 || rebate != 1 || len(a.EffectRules) < 4 || len(a.Viewer.Partner.EffectEntries.Nodes) < 5 {
		t.Errorf("four courses, one of which counts for the rebate: %+v", a)
	}
}

func TestAnAuthorPreviewsWhatTheDemoTeaches(t *testing.T) {
	t.Parallel()
	var found struct {
		Courses struct {
			Nodes []struct{ Published struct{ ID string } }
		}
	}
	c, err := server(t).SignIn(t.Context(), drive.Designer)
	if err == nil {
		err = c.Do(t.Context(), `{ courses(key: "edge-sales-margin") { nodes { published { id } } } }`, nil, &found)
	}
	if err != nil {
		t.Fatal(err)
	}
	version := found.Courses.Nodes[0].Published.ID
	var a struct {
		PreviewCourse struct {
			Decision struct{ Result string }
			Lessons  []struct {
				Content *struct{ HTML string }
			}
		}
	}
	silver := drive.Vars{"tier": "silver", "courses": []string{"edge-sales-offer"}}
	asked(t, drive.Designer, "preview-course.graphql", drive.Vars{"version": version, "as": silver}, &a)
	if a.PreviewCourse.Decision.Result != "LOCKED" || a.PreviewCourse.Lessons[0].Content != nil {
		t.Errorf("to a silver partner: %+v", a)
	}
	gold := drive.Vars{"tier": "gold", "courses": []string{"edge-sales-offer"}}
	asked(t, drive.Designer, "preview-course.graphql", drive.Vars{"version": version, "language": "de", "as": gold}, &a)
	if a.PreviewCourse.Decision.Result != "ALLOWED" || !strings.Contains(a.PreviewCourse.Lessons[0].Content.HTML, "<") {
		t.Errorf("to a gold partner: %+v", a)
	}
}

func TestAnAuthorTriesAQuizOfTheDemo(t *testing.T) {
	t.Parallel()
	var found struct {
		Quizzes struct {
			Nodes []struct{ Published struct{ ID string } }
		}
	}
	c, err := server(t).SignIn(t.Context(), drive.Designer)
	if err == nil {
		err = c.Do(t.Context(), `{ quizzes(key: "edge-tech-install") { nodes { published { id } } } }`, nil, &found)
	}
	if err != nil {
		t.Fatal(err)
	}
	vars := drive.Vars{"version": found.Quizzes.Nodes[0].Published.ID, "language": "de", "answers": []drive.Vars{}}
	var shown struct {
		PreviewQuiz struct {
			Questions []struct{ Kind, Prompt string }
		}
	}
	asked(t, drive.Designer, "preview-quiz.graphql", vars, &shown)
	var marked struct {
		MarkQuizTrial struct {
			Percent float64
			Passed  bool
			Marks   []json.RawMessage
		}
	}
	asked(t, drive.Designer, "mark-quiz-trial.graphql", vars, &marked)
	if n := len(shown.PreviewQuiz.Questions); n == 0 || n != len(marked.MarkQuizTrial.Marks) || marked.MarkQuizTrial.Passed {
		t.Errorf("%+v, marked %+v", shown, marked)
	}
}

// The demo shows every state that a portal has to draw: whoever builds one finds
// them all, always the same.
func TestTheDemoHasLearnersAtEveryState(t *testing.T) {
	t.Parallel()
	var a struct {
		Enrollments, QuizAttempts struct{ Nodes []struct{ State string } }
		CourseCompletions         struct {
			Nodes []struct{ RevokedWhy *string }
		}
		PortfolioProgress []struct {
			Distributor    struct{ Slug string }
			CompletionRate float64
			Measures       []struct {
				PeerMedian float64
				Lag        string
			}
		}
	}
	c, err := server(t).SignIn(t.Context(), manager)
	if err == nil {
		err = c.Do(t.Context(), `{ enrollments(first: 100) { nodes { state } } quizAttempts(first: 100) { nodes { state } } courseCompletions(first: 100) { nodes { revokedWhy } }
  portfolioProgress { distributor { slug } completionRate measures { peerMedian lag } } }`, nil, &a)
	}
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]int{}
	for _, e := range a.Enrollments.Nodes {
		states[e.State]++
	}
	for _, e := range a.QuizAttempts.Nodes {
		states["quiz "+e.State]++
	}
	for _, e := range a.CourseCompletions.Nodes {
		if e.RevokedWhy != nil {
			states["revoked"]++
		}
	}
	for state, want := range map[string]int{"ASSIGNED": 1, "STARTED": 2, "OVERDUE": 5, "COMPLETED": 12, "CANCELLED": 1, "quiz OPEN": 1, "quiz FAILED": 2, "quiz PASSED": 11, "revoked": 1} {
		if states[state] != want {
			t.Errorf("%s: %d, want %d", state, states[state], want)
		}
	}
	for _, p := range a.PortfolioProgress {
		if (p.Distributor.Slug == "cedarline") != (len(p.Measures) > 0 && p.Measures[0].Lag == "BEHIND") || len(p.Measures) == 0 || p.Measures[0].PeerMedian == 0 {
			t.Errorf("%+v", p)
		}
	}
}
