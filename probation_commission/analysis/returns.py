"""Which returns are in force and of a month that can be, and who loaded them, as others may be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

from probation_commission.analysis.due import days_late
from probation_commission.analysis.versions import KEY
from probation_commission.domain import months
from probation_commission.domain.days import day, day_of
from probation_commission.domain.expected import SenderKey
from probation_commission.domain.places import Gazetteer
from probation_commission.domain.receipts import DUE_DAY
from probation_commission.domain.returns import Kind, Standing


@dataclass(frozen=True, slots=True)
class LoadedMonths:
    """An area's returns for months without a gap, who loaded them and on which day."""

    area_code: str
    first: date
    last: date
    accepted_by: str
    accepted_on: str
    illustrative: bool


def of_possible_months(
    rows: pd.DataFrame, kinds: "Kind | pd.Series[str]", gazetteer: Gazetteer
) -> pd.DataFrame:
    """The rows of months that a return of their kind can be of, whatever the rows are of.

    What was kept of another month, before the door refused it, is in the history alone, where it can be
    withdrawn (decision 96). `kinds`: that of all rows, or of each.
    """
    keys = rows[["area_code", "month"]].assign(kind=kinds).drop_duplicates()
    wrong = [
        not _is_possible(Kind(key.kind), str(key.area_code), key.month, gazetteer)  # type: ignore[arg-type]
        for key in keys.itertuples(index=False)
    ]
    if not any(wrong):
        return rows
    out = pd.MultiIndex.from_frame(keys[wrong])
    return rows[~pd.MultiIndex.from_frame(rows[["area_code", "month"]].assign(kind=kinds)).isin(out)]


def _is_possible(kind: Kind, area_code: str, month: date, gazetteer: Gazetteer) -> bool:
    if month < months.FIRST:
        return False
    area = gazetteer.authority(area_code) if kind is Kind.IOM else None
    return not (area and months.wards_fault(month, gazetteer.ward_sets(area)))


def loaded(figures: pd.DataFrame) -> list[tuple[str, str]]:
    """Who loaded the returns behind the figures, and on which day.

    Several files of one person and day are one, so that nobody can count them.
    """
    pairs = zip(figures.accepted_by, figures.accepted_at, strict=True)
    # By whole days and each pair once (decision 71).
    return list(dict.fromkeys((str(who), day(at)) for who, at in pairs))


@dataclass(frozen=True, slots=True)
class LateReturn:
    """A return in force that came in after it was due, and by how many days."""

    subject: str
    area_code: str
    month: date
    received_on: date
    days: int
    illustrative: bool
    return_id: int
    """The version that came in first."""


def late(history: pd.DataFrame, due_days: Mapping[SenderKey, int] = MappingProxyType({})) -> list[LateReturn]:
    """The returns in force that came in late, oldest first; `history` as `store.returns.history` gives it.

    `due_days`: the working day by which a sender's are due, where it is another than usual.
    What counts is the version that came in first: a correction makes no return late. Where nobody gave its
    day, nothing is said, because the day of loading says nothing about the sender (decision 131). A
    performance report renews months of long ago and is late for none of them.
    """
    if history.empty:
        return []
    history = history[history.kind != Kind.RAM]
    first = first_versions(history)
    current = history[history.standing == Standing.CURRENT]
    made_up = dict(zip(_keys(current), current.illustrative.astype(bool), strict=True))
    given = first[first.received_on.notna()]
    found = [
        LateReturn(row.subject, row.area_code, row.month, row.received_on, days, made_up[key], int(row.id))  # type: ignore[arg-type]
        for key, row in zip(_keys(given), given.itertuples(index=False), strict=True)
        if key in made_up
        and (days := days_late(row.received_on, row.month, int(row.months), _day(row, due_days)))  # type: ignore[arg-type]
    ]
    return sorted(found, key=lambda one: (one.month, one.subject, one.area_code))


def first_versions(history: pd.DataFrame) -> pd.DataFrame:
    """Of each return the version that came in first, with the day as `came_on`."""
    loaded_on = history.accepted_at.map(day_of)
    # Of a version without a day it is known that it was here when it was loaded, at the latest.
    came = history.assign(came_on=history.received_on.where(history.received_on.notna(), loaded_on))
    return came.sort_values(["came_on", "id"]).drop_duplicates(KEY)


def _day(row: Any, due_days: Mapping[SenderKey, int]) -> int:  # noqa: ANN401 (a row of a frame)
    return due_days.get((Kind(row.kind), row.subject, row.area_code), DUE_DAY)


def _keys(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """What each row shares with the other versions of its return."""
    return list(rows[KEY].itertuples(index=False, name=None))


def in_force(history: pd.DataFrame) -> list[LoadedMonths]:
    """The returns in force, the latest first: one for each area and span of months.

    Of several with one span only the latest is given, so it can't be told whether anything was there
    before. `history` as `store.returns.history` gives it.
    """
    current = history[history.standing == Standing.CURRENT]
    keys = ["area_code", "accepted_by", "accepted_on", "illustrative"]
    days = current.assign(accepted_on=[day(at) for at in current.accepted_at])
    # The latest first, and `sort=False` keeps it so: the first one of a span is the one that is told.
    groups = days.sort_values("accepted_at", ascending=False).groupby(keys, sort=False)
    by_span: dict[tuple[str, date, date], LoadedMonths] = {}
    for _, rows in groups:
        row = rows.iloc[0]
        for first, last in _spans(rows.month):
            span = LoadedMonths(
                row.area_code, first, last, row.accepted_by, row.accepted_on, bool(row.illustrative)
            )
            by_span.setdefault((row.area_code, first, last), span)
    return list(by_span.values())


def _spans(of_area: pd.Series) -> list[tuple[date, date]]:
    """The first and last month of each stretch without a gap, the latest stretch first."""
    spans: list[tuple[date, date]] = []
    for month in sorted(set(of_area), reverse=True):
        if spans and pd.Period(spans[-1][0], "M") - 1 == pd.Period(month, "M"):
            spans[-1] = (month, spans[-1][1])
        else:
            spans.append((month, month))
    return spans
