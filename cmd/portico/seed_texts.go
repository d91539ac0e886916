package main

// The words of the demo vendor's agreements. Short, because they are read.
const (
	addendum = `Co-branding Addendum 2026

1. The partner may put its own logo and contact data into the vendor's templates, in the places that a template provides.
2. The vendor's marks, claims and legal texts stay as they are.
3. The partner owns its logo and answers for the right to use it.
4. Copies may be used until the date they carry, or until the vendor withdraws the template they were made of.
5. Either side may end this addendum with thirty days' notice. Copies are not used after that.`

	distribution = `Distribution Agreement 2026

1. The distributor buys from the vendor and sells to resellers in the agreed countries.
2. The distributor reports sell-through each month, by the tenth day of the next.
3. The distributor looks after its resellers: recruitment, enablement, co-branded material.
4. The distributor does not sell to end customers.`

	resale = `Reseller Agreement 2026

1. The reseller sells the vendor's products to end customers in the agreed countries.
2. The reseller keeps the certified people that its tier asks for.
3. The reseller registers opportunities that it wants protected.`
)
