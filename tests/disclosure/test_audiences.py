"""Who sees what: leads exactly, others by the partnership's rule, members while an agreement lasts."""

import pytest

from probation_commission.disclosure.audiences import Audience, audience
from probation_commission.disclosure.rules import Rules
from probation_commission.domain.access import Person, Role


class Agreement:
    """A stand-in for an information-sharing agreement, until there are records of them."""

    def __init__(self, *members: str, in_force: bool) -> None:
        self.members, self.in_force = members, in_force

    def covers(self, person: Person) -> bool:
        return self.in_force and person.email in self.members


MEMBER, STRANGER = (Person(name, Role.VIEWER, f"{name}@example.org") for name in ("member", "stranger"))


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


@pytest.mark.parametrize(
    ("person", "in_force", "expected"),
    [
        (MEMBER, True, Audience.MEMBERS),
        (MEMBER, False, Audience.PARTNERSHIP),  # it has ended
        (STRANGER, True, Audience.PARTNERSHIP),
        (Person("A lead", Role.LEAD), True, Audience.RESTRICTED),
    ],
)
def test_members_see_exact_counts_while_an_agreement_lasts(person, in_force, expected):
    agreement = Agreement(MEMBER.email, in_force=in_force)
    assert audience(person, under_agreement=agreement.covers(person)) is expected
    assert expected.exact is (expected is not Audience.PARTNERSHIP)


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
