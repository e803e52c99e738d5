"""Made-up scores of the made-up ideas: by nobody who could sign in, some of them far apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from probation_commission.domain.access import Person, Role, Scope
from probation_commission.domain.ideas import KeptIdea, Stage
from probation_commission.domain.scoring import CriterionScore
from probation_commission.samples.ideas import SLUG
from probation_commission.store import funds, ideas, scoring
from probation_commission.store.database import Connection

ONE, OTHER = Person("Example panel member A", Role.PANEL), Person("Example panel member B", Role.PANEL)
WHY = (
    "The idea says so of the people it is for.",
    "It fits with what is there now.",
    "It names who would send people, and when it could begin.",
    "Set beside what it costs for each person.",
)
BOUND = "I volunteer for this group."


@dataclass(frozen=True, slots=True)
class ExampleScores:
    """What the two give an idea for each criterion; None for whoever is bound to it."""

    title: str
    """How its title begins."""
    one: tuple[int, ...]
    other: tuple[int, ...] | None
    note: str = ""


SCORES = (
    ExampleScores("Two more woodwork sessions", (4, 3, 4, 3), (4, 3, 3, 3)),
    ExampleScores("A running club", (3, 2, 4, 4), (3, 3, 3, 4)),
    ExampleScores(
        "Women’s breakfast",
        (4, 4, 3, 1),
        (4, 4, 1, 1),
        "Talked about who would send women: the officers at the hub have agreed since, so 3 is meant.",
    ),
    ExampleScores("Phones and top-ups", (3, 1, 2, 1), (2, 1, 2, 1)),
    ExampleScores("Benefits clinic", (3, 3, 3, 4), None),
    ExampleScores("Two evenings a week", (2, 1, 2, 1), (2, 3, 2, 1)),
)
_SCORED = frozenset(Stage) - {Stage.DRAFT, Stage.SUBMITTED, Stage.ELIGIBLE}


def load(conn: Connection) -> None:
    """The scores of those example ideas that came so far and have none, by the criteria of their fund."""
    criteria = [one.id for one in funds.criteria(conn, SLUG)]
    if not criteria:
        return
    kept = [one for one in ideas.sent_in(Scope.everything(), conn) if one.idea.fund == SLUG]
    there = scoring.assessments(Scope.everything(), conn, [one.id for one in kept])
    for idea, scores in _pairs(kept):
        if not there.get(idea.id):
            _load(conn, idea, scores, criteria)


def _pairs(kept: list[KeptIdea]) -> Iterator[tuple[KeptIdea, ExampleScores]]:
    for idea in kept:
        for scores in SCORES:
            if idea.illustrative and idea.stage in _SCORED and idea.idea.title.startswith(scores.title):
                yield idea, scores


def _load(conn: Connection, kept: KeptIdea, scores: ExampleScores, criteria: list[int]) -> None:
    # Between the step to being scored and the one after it, as far as a day can say.
    at = kept.changed_at - timedelta(days=1)
    for who, points in ((ONE, scores.one), (OTHER, scores.other)):
        number = scoring.add(conn, who, kept.id, "" if points else BOUND, at)
        if points:
            scoring.write_scores(conn, number, _given(points, criteria))
            scoring.put_in(conn, number, _soon(at))
    if scores.note:
        scoring.moderate(conn, ONE, kept.id, scores.note, _soon(at))


def _given(points: tuple[int, ...], criteria: list[int]) -> list[CriterionScore]:
    return [
        CriterionScore(number, points[place % len(points)], WHY[place % len(WHY)])
        for place, number in enumerate(criteria)
    ]


def _soon(at: datetime) -> datetime:
    return at + timedelta(hours=1)
