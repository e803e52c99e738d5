"""Who sees what: leads exactly, others by the partnership's rule."""

import pytest

from probation_commission.disclosure.audiences import Audience, audience
from probation_commission.disclosure.rules import Rules
from probation_commission.domain.access import Person, Role


@pytest.mark.parametrize("as_partnership", [False, True])
@pytest.mark.parametrize("role", Role)
def test_only_leads_and_admins_see_exact_counts_and_not_when_they_ask_for_the_partnerships_view(
    role, as_partnership
):
    exact = role in {Role.ADMIN, Role.LEAD} and not as_partnership
    of_one_organisation = role in {Role.PARTNER, Role.APPLICANT}
    expected = (
        Audience.RESTRICTED if exact else Audience.PROVIDER if of_one_organisation else Audience.PARTNERSHIP
    )
    assert audience(Person("Somebody", role), as_partnership=as_partnership) is expected


def test_every_audience_says_who_it_is_and_its_rule():
    said = {to: Rules().sentence(to) for to in Audience}
    assert said[Audience.RESTRICTED] == "restricted, leads and admins: exact counts"
    assert said[Audience.PARTNERSHIP] == (
        "partnership, viewers, panel members and the meeting: places in fixed bands from 0–4, totals from "
        "10 as counts"
    )
    assert said[Audience.PROVIDER] == (
        "provider, partner organisations: their own services as they are, others by quarter in bands from "
        "0–4, no IOM figure"
    )
    assert said[Audience.PUBLIC] == (
        "public, anybody: places in bands from 0–9; totals rounded to 5, none under 10"
    )
