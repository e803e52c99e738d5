"""Trackers in sentences: what bands allow to be said, and of which day."""

from collections.abc import Mapping
from datetime import date

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.rules import Rules
from probation_commission.disclosure.trackers import TrackerTerms, published
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import TRACKERS
from probation_commission.views.trackers import words
from probation_commission.views.trackers.picture import AreaTrackers
from tests.given.trackers import APRIL, OCTOBER, frame, half

REASONS = [one.category for one in TRACKERS[Kind.BREACH].counts]


def said(kind: Kind, rows: list[Mapping[str, object]], audience: Audience = Audience.PARTNERSHIP) -> str:
    figures = frame(rows)
    shown = published(figures, TrackerTerms(audience, date(2026, 11, 27), Rules()), figures)
    return words.sentence(AreaTrackers(shown, "Somewhere", audience is Audience.RESTRICTED), kind)


def test_a_share_of_a_sum_in_bands_moves_with_its_own_part():
    # 24 of the first reason (20-29) and 12 of each other (10-14): the first is 20 of 20 + 14 for each other
    # at least, 29 of 29 + 10 for each other at most, and never 20 of the sum of all the highest.
    counts = {reason: 4.0 if reason == REASONS[0] else 2.0 for reason in REASONS}
    others = len(REASONS) - 1
    low, high = 20 / (20 + 14 * others), 29 / (29 + 10 * others)
    answer = said(Kind.BREACH, half(Kind.BREACH, counts))

    assert f"most often for “{REASONS[0]}”: 20–29 (between {low:.0%}".removesuffix("%") in answer
    assert f" and {high:.0%})" in answer


def test_of_exact_counts_the_share_is_one_number():
    counts = {reason: 4.0 if reason == REASONS[0] else 2.0 for reason in REASONS}
    whole = 6 * sum(counts.values())

    assert f": 24 ({24 / whole:.0%})." in said(Kind.BREACH, half(Kind.BREACH, counts), Audience.RESTRICTED)


@pytest.mark.parametrize(
    ("first", "day"), [(APRIL, "at the end of September 2026"), (OCTOBER, "at the end of March 2026")]
)
def test_a_caseload_in_bands_is_that_of_the_last_month_of_its_half_year(first, day):
    answer = said(Kind.CASELOAD, half(Kind.CASELOAD, {"": 2500.0}, first))

    assert f"people were on probation {day}" in answer
