package member

import (
	"testing"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
)

func TestRolesStayInTheirFamilyAndInTheGiversHands(t *testing.T) {
	t.Parallel()
	type roles = []actor.Role
	tests := map[string]struct {
		giver  actor.Role
		family string
		give   roles
		want   string
	}{
		"vendor admin makes a vendor admin":           {actor.VendorAdmin, "VENDOR", roles{actor.VendorAdmin}, "OK"},
		"vendor admin makes two roles":                {actor.VendorAdmin, "VENDOR", roles{actor.BrandApprover, actor.ChannelManager}, "OK"},
		"vendor admin makes a reseller admin":         {actor.VendorAdmin, "RESELLER", roles{actor.ResellerAdmin}, "OK"},
		"the system may begin":                        {actor.System, "VENDOR", roles{actor.VendorAdmin}, "OK"},
		"channel manager makes a distributor admin":   {actor.ChannelManager, "DISTRIBUTOR", roles{actor.DistributorAdmin}, "OK"},
		"channel manager makes no vendor admin":       {actor.ChannelManager, "VENDOR", roles{actor.VendorAdmin}, "ROLE_BEYOND"},
		"channel manager makes no approver":           {actor.ChannelManager, "VENDOR", roles{actor.BrandApprover}, "ROLE_BEYOND"},
		"distributor admin makes a manager":           {actor.DistributorAdmin, "DISTRIBUTOR", roles{actor.DistributorManager}, "OK"},
		"distributor admin makes no reseller admin":   {actor.DistributorAdmin, "RESELLER", roles{actor.ResellerAdmin}, "ROLE_BEYOND"},
		"a distributor's person is no reseller admin": {actor.DistributorAdmin, "DISTRIBUTOR", roles{actor.ResellerAdmin}, "ROLE_FAMILY"},
		"a distributor's person is no vendor admin":   {actor.DistributorAdmin, "DISTRIBUTOR", roles{actor.VendorAdmin}, "ROLE_FAMILY"},
		"not even the vendor mixes families":          {actor.VendorAdmin, "RESELLER", roles{actor.ResellerSeller, actor.DistributorManager}, "ROLE_FAMILY"},
		"vendor staff have no partner's role":         {actor.VendorAdmin, "VENDOR", roles{actor.ResellerAdmin}, "ROLE_FAMILY"},
		"reseller admin makes seller and marketer":    {actor.ResellerAdmin, "RESELLER", roles{actor.ResellerSeller, actor.ResellerMarketer}, "OK"},
		"a seller makes nobody":                       {actor.ResellerSeller, "RESELLER", roles{actor.ResellerSeller}, "ROLE_BEYOND"},
		"a distributor's manager makes nobody":        {actor.DistributorManager, "DISTRIBUTOR", roles{actor.DistributorManager}, "ROLE_BEYOND"},
		"an approver makes nobody":                    {actor.BrandApprover, "RESELLER", roles{actor.ResellerSeller}, "ROLE_BEYOND"},
		"nobody is given the system's role":           {actor.VendorAdmin, "VENDOR", roles{actor.System}, "UNKNOWN_ROLE"},
		"an invented role":                            {actor.VendorAdmin, "VENDOR", roles{"GOD"}, "UNKNOWN_ROLE"},
		"no role":                                     {actor.VendorAdmin, "VENDOR", nil, "REQUIRED"},
		"a role named twice":                          {actor.VendorAdmin, "RESELLER", roles{actor.ResellerAdmin, actor.ResellerAdmin}, "ROLE_TWICE"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := mayGive(roles{tt.giver}, tt.family, tt.give)
			if got := fault.CodeOf(err); got != tt.want {
				t.Errorf("mayGive(%s, %s, %v) = %v, want %s", tt.giver, tt.family, tt.give, err, tt.want)
			}
		})
	}
}

func TestEveryFamilyHasAnAdministratorRole(t *testing.T) {
	t.Parallel()
	for _, r := range actor.Roles {
		admin, ok := adminOf[r.Family()]
		if !ok || admin.Family() != r.Family() || !administers([]actor.Role{admin}, r.Family()) {
			t.Errorf("the family %s of %s is administered by %q", r.Family(), r, admin)
		}
	}
}
