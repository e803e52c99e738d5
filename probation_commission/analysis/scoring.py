"""What the scores of an idea come to: of 100 by weight, and how far apart they are by criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from probation_commission.domain.funds import POINTS, Criterion
from probation_commission.domain.ideas import KeptIdea, Stage
from probation_commission.domain.scoring import Assessment, ScoringSeen

TOO_FAR = 2
"""Points that are so far apart are talked about before anybody decides."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The points that were given for one criterion, each with who gave it."""

    criterion: Criterion
    points: tuple[tuple[str, int], ...]

    @property
    def least(self) -> int:
        """The fewest points that somebody gave."""
        return min(points for _, points in self.points)

    @property
    def most(self) -> int:
        """The most points that somebody gave."""
        return max(points for _, points in self.points)

    @property
    def too_far_apart(self) -> bool:
        """Whether those who scored do not mean the same."""
        return self.most - self.least >= TOO_FAR


def total(assessment: Assessment, criteria: Sequence[Criterion]) -> Fraction:
    """What one person gives an idea, of 100; every criterion is scored."""
    whole = sum(one.weight for one in criteria) * POINTS[-1]
    return Fraction(100 * sum(one.weight * assessment.points[one.id] for one in criteria), whole)


def mean_total(scores: Sequence[Assessment], criteria: Sequence[Criterion]) -> Fraction | None:
    """What they give on average, of 100, exact; None where nobody's scores are known."""
    if not scores or not criteria:
        return None
    return sum((total(one, criteria) for one in scores), Fraction()) / len(scores)


def spreads(scores: Sequence[Assessment], criteria: Sequence[Criterion]) -> list[Spread]:
    """The points for each criterion, in the order of the fund's; empty where nobody's scores are known."""
    if not scores:
        return []
    named = sorted(scores, key=lambda one: (one.who, one.id))
    return [
        Spread(criterion, tuple((one.who, one.points[criterion.id]) for one in named))
        for criterion in criteria
    ]


def totals(seen: Sequence[ScoringSeen], criteria: Sequence[Criterion]) -> dict[int, Fraction]:
    """The score of each idea whose scores the person is shown, by its number."""
    every = {one.idea_id: mean_total(one.scores, criteria) for one in seen}
    return {number: score for number, score in every.items() if score is not None}


@dataclass(frozen=True, slots=True)
class Ranked:
    """An idea in the order of the scores, with what it costs together with all before it."""

    kept: KeptIdea
    score: Fraction | None
    together: int
    """In pence."""


COMPETING = frozenset({Stage.ELIGIBLE, Stage.SCORING, Stage.SHORTLISTED, Stage.DEFERRED})
"""The stages of what a decision meeting chooses among."""


def ranked(ideas: Sequence[KeptIdea], scores: Mapping[int, Fraction]) -> list[Ranked]:
    """The ideas by score, of equal ones the cheapest first; without a score at the end."""
    order = sorted(
        ideas,
        key=lambda kept: (kept.id not in scores, -scores.get(kept.id, 0), kept.idea.total_pence, kept.id),
    )
    together = accumulate(kept.idea.total_pence for kept in order)
    return [Ranked(kept, scores.get(kept.id), pence) for kept, pence in zip(order, together, strict=True)]
