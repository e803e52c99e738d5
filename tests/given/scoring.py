"""Criteria, assessors, declarations and scores made by hand."""

from datetime import UTC, datetime

from sqlalchemy import insert, select

from probation_commission.actions import scoring
from probation_commission.domain.access import Person
from probation_commission.domain.funds import Criterion
from probation_commission.domain.ideas import Move, Stage
from probation_commission.domain.scoring import CriterionScore
from probation_commission.store import database, funds, people
from probation_commission.store import ideas as ideas_store
from probation_commission.store.tables import assessor, criterion
from probation_commission.store.tables import idea as idea_table
from tests.given.ideas import ANNA, POT, pot, put_on

WORDS = ["Nothing", "A little", "Half of it", "Most of it", "All of it"]


def scored_fund(*weights: int, slug: str = POT.slug) -> list[Criterion]:
    """The fund is known, with a criterion of each weight."""
    pot()
    rows = [
        {"fund": slug, "position": place, "text": f"Criterion {place}", "weight": weight, "words": WORDS}
        for place, weight in enumerate(weights, 1)
    ]
    with database.write() as conn:
        conn.execute(insert(criterion), rows)
        return funds.criteria(conn, slug)


def assessed_by(*persons: Person, slug: str = POT.slug) -> None:
    """The fund names these to score its ideas."""
    with database.write() as conn:
        numbers = [people.account_id(conn, person) for person in persons]
        conn.execute(insert(assessor), [{"fund": slug, "account_id": number} for number in numbers])


def standing(stage: Stage = Stage.SCORING, owner: Person = ANNA) -> int:
    """An idea that stands there, of which nobody has declared anything."""
    return put_on(stage, owner)


def moved(number: int, before: Stage, to: Stage) -> None:
    """The idea at another stage, whoever would have to take it there."""
    with database.write() as conn:
        ideas_store.move(conn, ANNA, number, Move(datetime.now(UTC), "test", before, to))


def scores(criteria: list[Criterion], *points: int | None, why: str = "It says so.") -> list[CriterionScore]:
    """Points for each criterion, with the same reason."""
    return [CriterionScore(one.id, given, why) for one, given in zip(criteria, points, strict=True)]


def given(person: Person, number: int, criteria: list[Criterion], *points: int, why: str = "So.") -> None:
    """Somebody declares that nothing binds them, and puts in their scores."""
    scoring.declare(person, number)
    scoring.put_in(person, number, scores(criteria, *points, why=why))


def unbound(*persons: Person) -> None:
    """Each of these has declared, of every idea that was sent in, that nothing binds them."""
    sent_in = select(idea_table.c.id).where(idea_table.c.stage != Stage.DRAFT)
    with database.read() as conn:
        numbers = conn.execute(sent_in).scalars().all()
    for person in persons:
        for number in numbers:
            scoring.declare(person, number)
