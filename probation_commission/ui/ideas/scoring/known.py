"""What this person may know of how a fund's ideas are scored, kept for them alone."""

from collections.abc import Mapping

from probation_commission.actions import scoring as actions
from probation_commission.domain.access import Person
from probation_commission.domain.scoring import ScoringSeen
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept

OUTCOME = "scoring-outcome"
"""Where the page says what came of a declaration, of scores or of a note."""
_PERSONS = 48
"""As many assessors and funds as are looked at together."""


@kept(Topic.IDEAS, Topic.ACCOUNTS, Topic.ORGANISATIONS, entries=_PERSONS)
def of_fund(person: Person, slug: str) -> Mapping[int, ScoringSeen]:
    """What the person may know of each idea of the fund, by its number."""
    return {one.idea_id: one for one in actions.of_fund(person, slug)}


@kept(Topic.IDEAS, Topic.ACCOUNTS, Topic.ORGANISATIONS, entries=_PERSONS)
def deciders(person: Person, idea_id: int | None = None) -> list[str]:
    """The names of those who can decide with the person; of an idea, without those who are left out of it."""
    return actions.deciders(person, idea_id)
