"""Stretches of months in words."""

from datetime import date

import pytest

from probation_commission.views.referrals import words


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ([], ""),
        ([(2026, 5)], "May 2026"),
        ([(2026, 3), (2026, 1), (2026, 2)], "January to March 2026"),
        ([(2025, 12), (2026, 1)], "December 2025 to January 2026"),
        ([(2026, 1), (2026, 2), (2026, 4), (2026, 4)], "January to February 2026 and April 2026"),
    ],
)
def test_months_are_told_in_stretches(months, said):
    assert words.spans([date(*month, 1) for month in months]) == said


def test_the_months_that_are_counted_are_a_span_or_its_stretches():
    december, january, march = date(2025, 12, 1), date(2026, 1, 1), date(2026, 3, 1)
    assert words.within([january, december], "") == "from December 2025 to January 2026"
    assert words.within([march, march], "") == "in March 2026"
    assert words.within([december, january, march], "") == "in December 2025 to January 2026 and March 2026"
    assert words.within([], "in May 2026") == "in May 2026"
