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
