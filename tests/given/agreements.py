"""An agreement, written down by an admin."""

from dataclasses import replace
from datetime import date, timedelta

from probation_commission.actions import agreements
from probation_commission.domain.access import Person, Role
from probation_commission.domain.agreements import Agreement, AgreementTerms
from probation_commission.domain.days import today
from probation_commission.domain.returns import Kind
from tests.given.organisations import organisation

ADA = Person("Ada", Role.ADMIN)
DURHAM, DARLINGTON, HARINGEY = "E06000047", "E06000005", "E09000014"
TERMS = AgreementTerms(
    "Exampleshire IOM",
    (Kind.IOM,),
    (DURHAM,),
    (),
    date(2026, 4, 1),
    date(2027, 3, 31),
    date(2026, 10, 1),
    "the head of service and the district commander",
)


def now(*parties: int, **other: object) -> AgreementTerms:
    """Terms in force from yesterday to tomorrow."""
    days = {"since": today() - timedelta(days=1), "until": today() + timedelta(days=1), "review_on": today()}
    return replace(TERMS, parties=parties, **(days | other))


def agreed(party: str = "Some Trust", *, illustrative: bool = False, **other: object) -> Agreement:
    """An agreement in force, of which the organisation `party` is the party."""
    return agreements.add(ADA, now(organisation(party, illustrative=illustrative), **other))
