"""Ideas that were awarded, and what is done with their awards."""

from dataclasses import replace

from probation_commission.actions import awards, ideas
from probation_commission.domain.access import Person, Scope
from probation_commission.domain.ideas import KeptIdea, Move, Stage
from probation_commission.store import database, ledger
from probation_commission.store import ideas as store
from tests.given.ideas import ANNA, LEA, NOON, WHOLE, approve, declared, stored, told


def waiting(owner: Person = ANNA, **changes) -> KeptIdea:
    """An idea that is shortlisted, whichever way it came."""
    with database.write() as conn:
        number = store.add(conn, owner, replace(WHOLE, **changes), NOON, illustrative=False)
        store.move(conn, owner, number, Move(NOON, "test", Stage.DRAFT, Stage.SHORTLISTED))
    declared(number)
    return stored(number)


def agreed(owner: Person = ANNA, award: int = 350_000, **changes) -> KeptIdea:
    """An idea whose award is agreed."""
    return to(approve(waiting(owner, **changes), award), Stage.AGREEMENT)


def to(kept: KeptIdea, stage: Stage, person: Person = LEA) -> KeptIdea:
    """The idea at its next stage; its partner is told first of what was decided."""
    if stored(kept.id).waits_to_be_told:
        told(kept)
    ideas.move(person, kept.id, stage, reason="It is so.")
    return stored(kept.id)


def taken_back(kept: KeptIdea) -> None:
    """An approval that was taken back, as the action that takes one back does it."""
    with database.write() as conn:
        before = store.find(Scope.everything(), conn, kept.id)
        step = Move(NOON, "Lea", Stage.APPROVED, Stage.SHORTLISTED)
        store.move(conn, LEA, kept.id, step)
        after = replace(before, stage=Stage.SHORTLISTED, award_pence=None)
        awards.follow(conn, LEA, before, after, NOON)


def balance(slug: str):
    """What a fund stands at."""
    with database.read() as conn:
        return ledger.balance(conn, slug)


def entries(slug: str):
    """The books of a fund, for whoever sees all."""
    with database.read() as conn:
        return ledger.entries(Scope.everything(), conn, slug)
