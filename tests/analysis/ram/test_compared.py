"""Services held against each other."""

from datetime import date

import numpy as np
import pytest
from scipy.stats import binom

from probation_commission.analysis import ram
from probation_commission.analysis.ram.compared import widened
from probation_commission.domain.ram import Reached, ReferralStep
from tests.given.ram_months import Cohort, frame, steps

MAY = date(2026, 5, 1)


def met(slug: str, count: int, of: int) -> Cohort:
    kept = steps(ReferralStep.ASSESSMENT, (Reached.REACHED, 3, count), (Reached.REACHED, 20, of - count))
    return Cohort(slug, MAY, kept)


def compared(*cohorts: Cohort):
    found = ram.compared(ram.counted(frame(cohorts)), ram.ComparedBy.ASSESSMENT)
    return found.services, found.whole


def test_wilson_by_the_textbook():
    # 7 of 23: 0.156 to 0.509.
    rows, whole = compared(met("a", 7, 23), met("b", 60, 100))

    assert (round(rows.low[0], 3), round(rows.high[0], 3)) == (0.156, 0.509)
    assert (whole.count, whole.of) == (67, 123)


def test_who_lies_outside_is_told_so():
    rows, _ = compared(
        met("usual", 78, 100), met("low", 40, 100), met("lower", 63, 100), met("large", 780, 1000)
    )

    assert dict(zip(rows.subject, rows.contrast, strict=True)) == {
        "low": ram.Contrast.FAR_BELOW,
        "lower": ram.Contrast.BELOW,
        "usual": ram.Contrast.WITHIN,
        "large": ram.Contrast.ABOVE,
    }


def test_nothing_is_told_of_nine():
    rows, whole = compared(met("few", 9, 9), met("enough", 10, 10))

    assert list(rows.subject) == ["enough"]
    assert whole.of == 10


def test_limits_hold_what_they_say():
    whole = ram.Share(80, 100)
    n = np.array([40, 400])
    low, high = ram.funnel_limits(n, whole, 0.95)

    for size, least, most in zip(n, low, high, strict=True):
        inside = binom.cdf(np.floor(most * size), size, 0.8) - binom.cdf(np.ceil(least * size) - 1, size, 0.8)
        assert inside == pytest.approx(0.95, abs=0.06)
    assert low[0] < low[1] < 0.8 < high[1] < high[0]
    wide, wider = ram.funnel_limits(n, whole, 0.998), ram.funnel_limits(n, whole, 0.95, 2.0)
    assert (wide[0] < low).all()
    assert wider[0] == pytest.approx(0.8 - 2 * (0.8 - low))


def test_limits_are_widened_where_many_services_differ_by_nature():
    whole = ram.Share(800, 1000)
    alike, unlike = [ram.Share(80, 100)] * 12, [ram.Share(70, 100), ram.Share(90, 100)] * 6

    assert widened(alike, whole) == 1
    # Each lies 2.5 standard errors from the middle.
    assert widened(unlike, whole) == pytest.approx(2.5)
    assert widened(unlike[:9], whole) == 1  # of nine nobody can tell


def test_all_met_is_nothing_unusual_where_nearly_all_are():
    rows, _ = compared(met("all", 20, 20), met("most", 196, 200))

    assert set(rows.contrast) == {ram.Contrast.WITHIN}


def test_all_alike_has_limits_too():
    rows, whole = compared(met("a", 20, 20), met("b", 30, 30))

    assert set(rows.contrast) == {ram.Contrast.WITHIN}
    assert whole.share == 1
