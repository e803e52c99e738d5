"""A fund, people and ideas made by hand, and the way of an idea through the workflow."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

from probation_commission.actions import ideas, scoring
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role, Scope
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import CostLine, Idea, IdeaReach, KeptIdea, Move, Running, Stage
from probation_commission.store import database, funds
from probation_commission.store import ideas as store

POT = Fund("pot", "Local pot", 1_200_000, "E09000014", "people on probation", "the test")
ANNA = Person("Anna", Role.PARTNER)
BEN = Person("Ben", Role.PARTNER)
LEA = Person("Lea", Role.LEAD)
PAT = Person("Pat", Role.PANEL)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WHOLE = Idea(
    fund=POT.slug,
    organisation="Example Charity",
    title="Bikes",
    what="Repair bikes",
    for_whom="people without a way to work",
    how_many=20,
    where=IdeaReach.WARDS,
    ward_codes=("E05013602",),
    pathway="Education, Training and Employment",
    desired_outcome="commences suitable ETE",
    indicator="people in work after three months",
    baseline=2,
    target=9,
    running=Running.ALREADY,
    costs=(CostLine("mechanic", 300_000), CostLine("parts", 50_000)),
    starts=date(2026, 12, 1),
    ends=date(2027, 3, 31),
    who_sends="probation practitioners, by mail",
)
"""An idea of which nothing is missing; it costs £3,500."""


def pot(fund: Fund = POT) -> None:
    """The fund is known."""
    with database.write() as conn:
        funds.put_funds(conn, [fund])


def drafted(owner: Person = ANNA, **changes) -> KeptIdea:
    """A draft of somebody, of whom there is none open."""
    return ideas.save_draft(owner, replace(WHOLE, **changes))


def sent(owner: Person = ANNA, **changes) -> KeptIdea:
    """An idea that was sent in, of which Pat and Lea have declared that nothing binds them."""
    kept = ideas.move(owner, drafted(owner, **changes).id, Stage.SUBMITTED)
    declared(kept.id)
    return kept


def declared(number: int, *persons: Person) -> None:
    """Each of these, or Pat and Lea, have declared of that idea that nothing binds them.

    Whoever is left out of it anyway, or does not assess, has declared nothing.
    """
    for person in persons or (PAT, LEA):
        with suppress(RefusedError, NotAllowedError):
            scoring.declare(person, number)


def shortlisted(owner: Person = ANNA, **changes) -> KeptIdea:
    """An idea that can be approved."""
    eligible = ideas.move(PAT, sent(owner, **changes).id, Stage.ELIGIBLE)
    return ideas.move(PAT, eligible.id, Stage.SHORTLISTED)


def approve(kept: KeptIdea, award: int) -> KeptIdea:
    """The lead's approval of it at noon."""
    return ideas.move(LEA, kept.id, Stage.APPROVED, reason="It is good.", award_pence=award, moment=NOON)


def told(kept: KeptIdea) -> KeptIdea:
    """The idea once a lead has sent its decision."""
    [sent_on] = ideas.tell(LEA, [kept.id])
    return sent_on


def put_on(stage: Stage, owner: Person) -> int:
    """An idea that stands there, whichever way it came."""
    with database.write() as conn:
        number = store.add(conn, owner, WHOLE, NOON, illustrative=False)
        store.move(conn, owner, number, Move(NOON, "test", Stage.DRAFT, stage, told_at=NOON))
    return number


def decided_on(before: Stage, stage: Stage, owner: Person) -> int:
    """An idea of which that was decided where it stood, and its partner was not told."""
    number = put_on(before, owner)
    with database.write() as conn:
        store.move(conn, LEA, number, Move(NOON, "Lea", before, stage, "It is so."))
    return number


def stored(number: int) -> KeptIdea:
    """The idea as the store has it."""
    with database.read() as conn:
        kept = store.find(Scope.everything(), conn, number)
    assert kept is not None
    return kept
