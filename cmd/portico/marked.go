package main

import (
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/spec"
)

// markedZones are the places that the art names portico:logo... and
// portico:contact... What else it names is left to the designer, who alone knows
// what shall be shown there; compiling the folder tells of each.
func markedZones(markers []pdf.Marker) []zoneFlag {
	var zones []zoneFlag
	for _, m := range markers {
		for _, kind := range []string{"logo", "contact"} {
			again := slices.ContainsFunc(zones, func(z zoneFlag) bool { return z.marker == m.Name })
			if strings.HasPrefix(m.Name, kind) && spec.ValidName(m.Name) && !again {
				b := m.Box.Scaled(1 / place.PointsPerMM)
				zones = append(zones, zoneFlag{kind, m.Page, hundredth(b.X), hundredth(b.Y), hundredth(b.W), hundredth(b.H), m.Name})
			}
		}
	}
	return zones
}
