package program

import "testing"

func TestEffectiveLevel(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		tier, granted Level
		caps          []Level
		want          Level
	}{
		"the tier decides":                            {Cobrand, "", nil, Cobrand},
		"a grant by hand lifts":                       {Download, CobrandExtended, nil, CobrandExtended},
		"a grant never lowers":                        {Cobrand, View, nil, Cobrand},
		"the only distributor caps":                   {CobrandExtended, "", []Level{Download}, Download},
		"the most generous distributor decides":       {CobrandExtended, "", []Level{View, Cobrand}, Cobrand},
		"a distributor without a cap is most liberal": {Cobrand, "", []Level{View, ""}, Cobrand},
		"a cap never lifts":                           {Download, "", []Level{CobrandExtended}, Download},
		"no tier, no level":                           {"", "", nil, ""},
	}
	for name, tt := range tests {
		if got := Effective(tt.tier, tt.granted, tt.caps); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
