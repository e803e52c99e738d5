"""Trackers as tables: a row a month or half-year, the latest first."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from probation_commission.analysis.trackers import Durations
from probation_commission.domain import trackers
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import TRACKERS, TrackerCount, TrackerMeasure, half_name
from probation_commission.views import marks
from probation_commission.views.trackers.picture import AreaTrackers

_SUMMED = {TrackerMeasure.OFFENCES, TrackerMeasure.HOURS}
_ALL = "All reasons"


def by_period(picture: AreaTrackers, kind: Kind) -> pd.DataFrame:
    """Every count of a tracker as it is shown, by month or half-year."""
    made_up = set(picture.made_up(kind))
    months = {month: rows.to_dict("records") for month, rows in picture.rows(kind).groupby("month")}
    return pd.DataFrame(
        {
            "Month" if picture.exact else "Half-year": marks.tagged(
                f"{month:%B %Y}" if picture.exact else half_name(month), made_up=month in made_up
            ),
            **{one.heading: _text(picture, kind, months[month], one) for one in TRACKERS[kind].counts},
        }
        for month in reversed(picture.months(kind))
    )


def _text(picture: AreaTrackers, kind: Kind, rows: Sequence[Mapping[Any, Any]], one: TrackerCount) -> str:
    mine = [row for row in rows if row["measure"] == one.measure]
    if one.measure not in _SUMMED:
        mine = [row for row in mine if row["category"] == one.category]
    if len(mine) == 1:
        return str(mine[0]["why"] or mine[0]["text"])
    month = rows[0]["month"]
    # By reason where a list was counted: their sum is the month's.
    total = picture.total(kind, [month], None, one.measure)
    if total is None:
        return "not given"
    return f"{total.low:,.1f}".removesuffix(".0") if total.exact else str(total)


def how_long(picture: AreaTrackers) -> pd.DataFrame:
    """How long people were wanted, by half-year and reason; by half-year alone where bands are shown."""
    if not picture.exact:
        return pd.DataFrame(
            {"Half-year": half_name(half), "The middle one was found": middle}
            for half, middle in sorted(picture.middles.items(), reverse=True)
        )
    reasons = (trackers.RECALL, trackers.FAILURE, trackers.PACE, trackers.OTHER)
    return pd.DataFrame(
        _row(picture, half, reason, picture.days_of(half, reason) if reason else picture.days[half])
        for half in sorted(picture.days, reverse=True)
        for reason in ("", *reasons)
    )


def _row(picture: AreaTrackers, half: date, reason: str, days: Durations) -> dict[str, str]:
    whole = half in picture.whole_halves
    longest = "" if days.longest is None else f"{days.longest[0]:,}{' so far' if days.longest[1] else ''}"
    return {
        "Became wanted": half_name(half) + ("" if whole else ", in part"),
        "Reason": f"{reason[:1].upper()}{reason[1:]}" or _ALL,
        "People": f"{days.people + days.reversed:,}",
        "Median days": "" if days.median is None else f"{days.median:,}",
        "Longest, days": longest,
        "Still wanted": f"{days.still_wanted:,}",
        "Dates reversed": f"{days.reversed:,}",
    }
