package graph_test

import (
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/graph"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// schema is the one that is served.
var schema = graph.Schema()

// idKind says what an id argument or input field names. Where the same word
// names different things, it stands with its mutation.
var idKind = map[string]string{
	"quiz.id": "Quiz", "quizAttempt.id": "QuizAttempt", "saveQuestionPool.id": "QuestionPool", "removeQuestionPool.id": "QuestionPool",
	"saveQuestion.id": "QuizQuestion", "removeQuestion.id": "QuizQuestion", "poolId": "QuestionPool", "quizId": "Quiz", "attemptId": "QuizAttempt",
	"previewQuiz.versionId": "QuizVersion", "markQuizTrial.versionId": "QuizVersion",
	"publishQuiz.versionId": "QuizVersion", "retireQuiz.versionId": "QuizVersion", "saveQuestionPool.versionId": "QuizVersion",
	"partnerId": "Partner", "partnerIds": "Partner", "distributorId": "Partner", "resellerId": "Partner", "personId": "Person", "channelManagerId": "Person",
	"templateId": "Template", "versionId": "TemplateVersion", "templateVersionId": "TemplateVersion", "tierId": "Tier",
	"assetFileId": "AssetFile", "stagedUploadId": "StagedUpload",
	"node.id": "Partner", "partner.id": "Partner", "editPartner.id": "Partner", "setPartnerStatus.id": "Partner",
	"endPortfolioLink.id": "PortfolioLink", "signAgreement.id": "Agreement", "approveLogo.id": "Logo", "revokeLogo.id": "Logo",
	"bulkRender.id": "BulkRender", "cancelBulkRender.id": "BulkRender", "bulkRenderChanged.id": "BulkRender",
	"decideApproval.id": "Approval", "withdrawApproval.id": "Approval",
	"revokeApiToken.id": "ApiToken", "setMembership.id": "Membership",
	"courseId": "Course", "course.id": "Course", "courseVersionId": "CourseVersion", "curriculumId": "Curriculum", "lessonId": "Lesson",
	"enrollmentId": "Enrollment", "completionId": "CourseCompletion", "ruleId": "AssignmentRule", "programId": "Program", "playbookId": "Playbook", "playbookStepId": "PlaybookStep", "personIds": "Person", "certificationId": "Certification", "evidenceId": "CertificationEvidence",
	"deriveLogo.id": "Logo", "logoTwins.id": "Logo", "unprotectMark.id": "BrandMark",
	"defineEffectRule.assetId": "Asset",
	"sessionId":                "TrainingSession", "trainingSession.id": "TrainingSession", "registrationId": "SessionRegistration", "registrationIds": "SessionRegistration",
	"markNoticesRead.ids": "Notice",
	"importId":            "CompletionImport", "completionImport.id": "CompletionImport",
}

func kindOf(t testing.TB, root, name string) string {
	t.Helper()
	for _, key := range []string{root + "." + name, name} {
		if kind, ok := idKind[key]; ok {
			return kind
		}
	}
	t.Fatalf("say in idKind what %s.%s names", root, name)
	return ""
}

// roots are the root fields of an operation, without those of introspection.
func roots(of *ast.Definition) (out ast.FieldList) {
	for _, f := range of.Fields {
		if len(f.Name) < 2 || f.Name[:2] != "__" {
			out = append(out, f)
		}
	}
	return out
}

// call is a request for one root field, with a value for each argument and each
// input field that has to be there.
type call struct {
	root     *ast.FieldDefinition
	mutation bool
	vars     testkit.Vars
	inside   string // the selection, with its braces
}

// newCall fills in what is needed; choose may give other values, and values for
// what could be left out. It is asked with the name of the argument or field.
func newCall(t testing.TB, root *ast.FieldDefinition, mutation bool, inside string, choose func(name string, typ *ast.Type) (any, bool)) call {
	t.Helper()
	c := call{root, mutation, testkit.Vars{}, inside}
	for _, a := range root.Arguments {
		if v, ok := filled(t, root.Name, a.Name, a.Type, a.DefaultValue, choose); ok {
			c.vars[a.Name] = v
		}
	}
	return c
}

func filled(t testing.TB, root, name string, typ *ast.Type, usual *ast.Value, choose func(string, *ast.Type) (any, bool)) (any, bool) {
	t.Helper()
	if choose != nil {
		if v, ok := choose(name, typ); ok {
			return v, true
		}
	}
	def := schema.Types[typ.Name()]
	if def.Kind == ast.InputObject {
		in := testkit.Vars{}
		for _, f := range def.Fields {
			if v, ok := filled(t, root, f.Name, f.Type, f.DefaultValue, choose); ok {
				in[f.Name] = v
			}
		}
		if typ.Elem != nil {
			return []any{in}, typ.NonNull && usual == nil
		}
		return in, typ.NonNull && usual == nil
	}
	if !typ.NonNull || usual != nil {
		return nil, false
	}
	v := plain(t, root, name, typ.Name())
	if typ.Elem != nil {
		return []any{v}, true
	}
	return v, true
}

// plain is a value of a scalar or an enum that is well-formed and names nothing.
func plain(t testing.TB, root, name, typ string) any {
	t.Helper()
	switch def := schema.Types[typ]; {
	case typ == "ID":
		return ids.Global(kindOf(t, root, name), ids.New())
	case typ == "Int":
		return 1
	case typ == "Boolean":
		return false
	case typ == "Time":
		return "2026-11-22T08:00:00Z"
	case def.Kind == ast.Enum:
		return def.EnumValues[0].Name
	}
	return "text"
}

// text is the request as a document.
func (c call) text() string {
	head, args, op := "", "", "query"
	if c.mutation {
		op = "mutation"
	}
	for _, a := range c.root.Arguments {
		if _, ok := c.vars[a.Name]; ok {
			head += "$" + a.Name + ": " + a.Type.String() + " "
			args += a.Name + ": $" + a.Name + " "
		}
	}
	if head != "" {
		head, args = "("+head+")", "("+args+")"
	}
	return op + head + " { " + c.root.Name + args + " " + c.inside + " }"
}

// plainly selects what every object of a kind has.
func plainly(root *ast.FieldDefinition) string {
	def := schema.Types[root.Type.Name()]
	if def.Kind == ast.Scalar || def.Kind == ast.Enum {
		return ""
	}
	if def.Fields.ForName("userErrors") != nil {
		return "{ __typename userErrors { field code message } }"
	}
	return "{ __typename }"
}
