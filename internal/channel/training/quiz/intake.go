package quiz

import (
	"context"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/channel/training/bank"
	"github.com/portico-prm/portico/internal/channel/training/quizfile"
	"github.com/portico-prm/portico/internal/platform/sandbox"
)

// The kinds of jobs that a worker does for quizzes.
const (
	kindBank = "question-bank"
	kindFile = "quiz-file"
)

// Handlers are the worker's side of reading what authors upload, by kind.
func Handlers() map[string]sandbox.Handler {
	return map[string]sandbox.Handler{kindBank: bank.Work, kindFile: quizfile.Work}
}

// readBank has a worker read a bank. What is too large is refused before.
func (s *Service) readBank(ctx context.Context, format bank.Format, file []byte) (*bank.Report, error) {
	if err := bank.Fits(file); err != nil {
		return nil, err
	}
	raw, err := s.sandbox.Do(ctx, kindBank, bank.Order(format, file))
	if err != nil {
		return nil, err
	}
	return bank.ReadAnswer(raw)
}

// readFile has a worker read a quiz that is written as a file.
func (s *Service) readFile(ctx context.Context, file []byte) (*quizfile.File, problem.List, error) {
	if found := quizfile.Fits("quiz.yaml", file); found != nil {
		return nil, found, nil
	}
	raw, err := s.sandbox.Do(ctx, kindFile, file)
	if err != nil {
		return nil, nil, err
	}
	return quizfile.ReadAnswer(raw)
}
