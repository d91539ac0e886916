package graph

import (
	"strconv"
	"strings"
)

// placed tells whether every file has a place in the variables.
func placed(places map[string][]string, variables map[string]any) *refusal {
	n := 0
	for _, paths := range places {
		for _, path := range paths {
			if n++; n > mostPlaces {
				return badForm("The map of the form has more than %d places. Send fewer files at a time.", mostPlaces)
			}
			if _, ok := place(path, variables); !ok {
				return badForm("The map of the form names a place that the variables do not have. Put null there.")
			}
		}
	}
	return nil
}

// place follows a path such as variables.in.file to a place that a file may
// take: one that is there, and null.
func place(path string, variables map[string]any) (set func(any), ok bool) {
	steps := strings.Split(path, ".")
	if len(steps) < 2 || steps[0] != "variables" || len(variables) == 0 {
		return nil, false
	}
	var at any = variables
	for _, step := range steps[1:] {
		switch in := at.(type) {
		case map[string]any:
			at, set = in[step], func(v any) { in[step] = v }
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(in) {
				return nil, false
			}
			at, set = in[i], func(v any) { in[i] = v }
		default:
			return nil, false
		}
	}
	return set, at == nil
}
