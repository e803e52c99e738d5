"""Totals by weight, exact; how far apart; the ranking and what it costs together."""

from datetime import UTC, datetime
from fractions import Fraction

from probation_commission.analysis import scoring
from probation_commission.domain.funds import Criterion
from probation_commission.domain.ideas import CostLine, Idea, KeptIdea, Stage
from probation_commission.domain.scoring import Assessment, CriterionScore

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WORDS = ("nothing", "a little", "half", "most", "all")
CRITERIA = [Criterion(1, "Benefit", 3, WORDS), Criterion(2, "Value", 1, WORDS)]


def given(who: str, *points: int) -> Assessment:
    scores = tuple(CriterionScore(number, given, "So.") for number, given in enumerate(points, 1))
    return Assessment(len(who), 1, who, who, "", NOON, NOON, None, scores)


def kept(number: int, pence: int) -> KeptIdea:
    idea = Idea(title=f"Idea {number}", costs=(CostLine("all", pence),))
    return KeptIdea(number, "Anna", Stage.SHORTLISTED, None, NOON, illustrative=False, idea=idea)


def test_a_total_is_of_100_by_weight():
    assert scoring.total(given("Pat", 4, 0), CRITERIA) == 75  # without weights it would be 50
    assert scoring.total(given("Pat", 0, 4), CRITERIA) == 25
    assert scoring.mean_total([given("Pat", 4, 0), given("Quin", 1, 0)], CRITERIA) == Fraction(375, 8)
    assert scoring.mean_total([], CRITERIA) is None


def test_two_points_are_too_far_apart_and_one_is_not():
    first, second = scoring.spreads([given("Quin", 1, 2), given("Pat", 3, 3)], CRITERIA)
    assert (first.least, first.most, first.too_far_apart) == (1, 3, True)
    assert (second.least, second.most, second.too_far_apart) == (2, 3, False)
    assert first.points == (("Pat", 3), ("Quin", 1))


def test_ideas_stand_by_score_then_by_cost_and_those_without_one_last():
    ideas = [kept(1, 500), kept(2, 300), kept(3, 200), kept(4, 100)]
    rows = scoring.ranked(ideas, {1: Fraction(50), 2: Fraction(60), 3: Fraction(50)})
    assert [(one.kept.id, one.together) for one in rows] == [(2, 300), (3, 500), (1, 1000), (4, 1100)]
    # Nought is a score, and not none.
    assert [one.kept.id for one in scoring.ranked(ideas[:2], {1: Fraction(0)})] == [1, 2]
