"""Kaplan–Meier from counts by day: by hand, by a textbook and by scipy."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

from probation_commission.analysis import ram
from probation_commission.analysis.ram.waits import half_by_cohort
from probation_commission.analysis.survival import survived
from probation_commission.domain.ram import Reached, ReferralStep
from tests.given.ram_months import Cohort, frame, steps

MAY = date(2026, 5, 1)
A = ReferralStep.ASSESSMENT


def waits(*given):
    return ram.waits(ram.counted(frame([Cohort("a", MAY, steps(A, *given))])), A)


def by_day(days: list[int], longest: int = 40) -> np.ndarray:
    return np.bincount(days, minlength=longest)


def test_a_textbook():
    """Remission in weeks of 21 with 6-MP (Freireich 1963; Kleinbaum and Klein, Survival Analysis, ch. 2)."""
    came = by_day([6, 6, 6, 7, 10, 13, 16, 22, 23])
    censored = by_day([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    at_risk, survival = survived(came, censored)

    expected = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {week: round(float(survival[week]), 3) for week in expected} == expected
    # 0.7529 in the book's table, at risk on the days: 21, 17, 15, 12, 11, 7, 6.
    assert [int(at_risk[week]) for week in expected] == [21, 17, 15, 12, 11, 7, 6]


@pytest.mark.parametrize("seed", range(5))
def test_the_same_as_scipy(seed):
    random = np.random.default_rng(seed)
    days, seen = random.integers(0, 30, 200), random.random(200) < 0.6
    at_risk, survival = survived(by_day(days[seen]), by_day(days[~seen]))
    theirs = ecdf(CensoredData(uncensored=days[seen], right=days[~seen])).sf

    for day, share in zip(theirs.quantiles, theirs.probabilities, strict=True):
        assert survival[int(day)] == pytest.approx(share)
    assert at_risk[0] == 200


def test_median_and_ninetieth_by_hand():
    # Of 40: 20 on day 4, 10 on day 7, 6 on day 12, and 4 wait since 20 days: half, 3 in 4, 9 in 10.
    found = waits(
        (Reached.REACHED, 4, 20), (Reached.REACHED, 7, 10), (Reached.REACHED, 12, 6), (Reached.WAITING, 20, 4)
    )

    assert (found.n, found.reached, found.median) == (40, 36, 4)
    # On day 12 ten are at risk, which is enough to tell of it.
    assert found.ninetieth == 12
    assert found.weeks.to_numpy().tolist() == [[0, 0.0, 40], [1, 0.5, 20], [2, 0.75, 10]]


def test_half_of_thirty_by_single_days_is_a_half():
    # On each of the days 0 to 14 one of 30 comes, the rest from day 60: 15 of 30 have come by day 14.
    came = [(Reached.REACHED, day, 1) for day in range(15)]
    found = waits(*came, (Reached.REACHED, 60, 15))
    cohort = Cohort("a", MAY, steps(A, *came, (Reached.REACHED, 60, 15)))

    assert found.median == 14
    assert found.half == pytest.approx(14)
    assert half_by_cohort(ram.counted(frame([cohort])), A) == pytest.approx([14])


@pytest.mark.parametrize("seed", range(30))
def test_the_median_is_that_of_whole_number_fractions(seed):
    random = np.random.default_rng(seed)
    # Of an even number half come, one a day, and the others wait: their product is a half to the very person.
    half = int(random.integers(15, 40))
    days = sorted(int(day) for day in random.choice(50, half, replace=False))
    left, at_risk, median = Fraction(1), 2 * half, None
    for day in days:
        left *= 1 - Fraction(1, at_risk)
        at_risk -= 1
        if left <= Fraction(1, 2):
            median = day
            break

    found = waits(*((Reached.REACHED, day, 1) for day in days), (Reached.WAITING, 60, half))
    assert median == days[-1]
    assert found.median == median


def test_it_is_cut_where_fewer_than_ten_wait():
    # On day 12 nine are at risk: the ninetieth is reached then, and is not told.
    found = waits((Reached.REACHED, 4, 31), (Reached.REACHED, 12, 9))

    assert (found.median, found.ninetieth) == (4, None)
    assert list(found.weeks.week) == [0]


def test_nothing_is_told_of_twenty_nine():
    few = waits((Reached.REACHED, 4, 20), (Reached.WAITING, 4, 9))

    assert not few.told
    assert (few.n, few.median, few.weeks.empty) == (29, None, True)
    assert waits((Reached.REACHED, 4, 20), (Reached.WAITING, 4, 10)).median == 4


def test_who_left_counts_for_as_long_as_they_were_there():
    # Without the twenty who left on day 2, half of all had come on day 5; with them nobody can say it of all.
    stayed = waits((Reached.REACHED, 5, 20), (Reached.WAITING, 9, 20))
    left = waits((Reached.REACHED, 5, 20), (Reached.WAITING, 9, 20), (Reached.LEFT, 2, 20))

    assert (stayed.median, left.median) == (5, 5)
    assert left.weeks.reached.iloc[1] == stayed.weeks.reached.iloc[1] == 0.5


def test_reversed_and_unknown_days_are_in_no_wait():
    found = waits((Reached.REACHED, 5, 40), (Reached.REVERSED, None, 9), (Reached.UNKNOWN, None, 9))

    assert found.n == 40


def test_half_lies_between_the_days():
    # A quarter had come by day 4, three quarters on day 5: half of the way through the fifth day.
    found = waits((Reached.REACHED, 4, 10), (Reached.REACHED, 5, 20), (Reached.REACHED, 9, 10))

    assert (found.median, found.half) == (5, 4.5)
    assert waits((Reached.REACHED, 0, 40)).half == -0.5
