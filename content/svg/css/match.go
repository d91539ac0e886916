package css

import "sort"

// Match returns the declarations of all rules that select e, weakest first,
// and what it cost to find them, in elements looked at.
func (s *Sheet) Match(e *Element) (ds []Declaration, cost int) {
	if s.count == 0 {
		return nil, 0
	}
	hits := s.hits(e, &cost)
	sort.Slice(hits, func(i, j int) bool {
		if hits[i].weight != hits[j].weight {
			return hits[i].weight < hits[j].weight
		}
		return hits[i].order < hits[j].order
	})
	for _, r := range hits {
		ds = append(ds, r.decls...)
		cost += len(r.decls)
	}
	return ds, cost
}

func (s *Sheet) hits(e *Element, cost *int) []rule {
	keys := []string{"*", e.Name}
	if e.ID != "" {
		keys = append(keys, "#"+e.ID)
	}
	for i, c := range e.Classes {
		if !has(e.Classes[:i], c) {
			keys = append(keys, "."+c)
		}
	}
	var hits []rule
	for _, k := range keys {
		*cost++
		for _, r := range s.rules[k] {
			if *cost < maxCost && r.selector.matches(e, cost) {
				hits = append(hits, r)
			}
		}
	}
	return hits
}
