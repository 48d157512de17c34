"""Words that say that a field or an object is about somebody in particular."""

PERSONS = frozenset(
    "customer buyer seller driver owner manager assignee recipient sender author patient student teacher guest "
    "employee user member contact applicant beneficiary shipping billing receiver spouse guardian reviewer "
    "approver creator participant attendee passenger traveler supplier vendor shipper consignee payer payee "
    "partner".split()
)

PERSONAL_PROVIDERS = frozenset(
    "first_name last_name full_name email username phone street address house_number city state state_code zip country "
    "country_code company gender latitude longitude".split()
)
"""Providers whose values belong together in one object: examples of single fields would break them apart."""
