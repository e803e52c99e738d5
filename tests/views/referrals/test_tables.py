"""Referrals in tables: what stands beside the counts for those who see them exactly."""

from datetime import date

import pandas as pd

from probation_commission.views.referrals.tables import given_as

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def test_what_is_given_in_the_stead_of_a_count_stands_with_its_month():
    columns = ["subject", "month", "category", "value", "low", "high", "mark"]
    figures = pd.DataFrame(
        [
            ("dnr", SEPTEMBER, "received", 7.0, 7.0, 7.0, "none"),
            ("dnr", OCTOBER, "received", None, 0.0, 4.0, "none"),
            ("dnr", OCTOBER, "started", 3.0, 3.0, 3.0, "revised"),
            ("dnr", OCTOBER, "ended_early", None, None, None, "not_available"),
        ],
        columns=columns,
    )
    periods = pd.DataFrame({"subject": ["dnr", "dnr", "other"], "month": [SEPTEMBER, OCTOBER, OCTOBER]})
    assert given_as(periods, figures) == [
        "",
        "received: fewer than 5; started: 3 (revised); ended early: not given",
        "",
    ]
    assert given_as(periods, figures[:1]) == ["", "", ""]
