"""Which returns are in, which are late and which are not due yet, a sender each (decision 258)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from probation_commission.analysis.due import days_late, due_on, is_working_day, number_of
from probation_commission.analysis.returns import first_versions
from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.analysis.services import live
from probation_commission.domain.days import month_before, months_between
from probation_commission.domain.expected import (
    CHASED_AFTER,
    REMINDED_BEFORE,
    SILENT,
    Expected,
    SenderKey,
)
from probation_commission.domain.receipts import ended_on
from probation_commission.domain.returns import Kind, Standing


class ReturnState(StrEnum):
    """How it stands with a sender's return of the last month that is over."""

    LATE = "late"
    AWAITED = "awaited"
    CAME_LATE = "in, late"
    CAME = "in"
    SILENT = "not expected: none for a year"
    NOT_YET = "not expected yet"
    ENDED = "not expected any more"


_IN = {ReturnState.CAME, ReturnState.CAME_LATE}
_EXPECTED = _IN | {ReturnState.LATE, ReturnState.AWAITED}
_ORDER = [*ReturnState]


@dataclass(frozen=True, slots=True)
class ExpectedReturn:
    """A sender's return of one month: whether it is here, and what is known of it."""

    said: Expected
    month: date
    """The last month of which one is expected; of one of whom nothing is, of which the last came."""
    due: date
    state: ReturnState
    received_on: date | None = None
    """The day on which its first version came in, or was loaded where nobody gave it."""
    given: bool = False
    """Whether somebody gave that day."""
    days: int = 0
    """By how many days it is, or was, late."""
    as_of: date | None = None
    partial: bool = False
    return_id: int | None = None
    """The version in force."""
    missing: tuple[date, ...] = ()
    """The months of the year before it, since its first return, that have none."""
    illustrative: bool = False

    @property
    def is_expected(self) -> bool:
        """Whether a return of this month is expected."""
        return self.state in _EXPECTED


@dataclass(frozen=True, slots=True)
class ReturnsTally:
    """How many returns of a month are expected, are in, and are late: due, and not here."""

    month: date
    expected: int
    received: int
    late: int


def tally(rows: Sequence[ExpectedReturn], today: date) -> ReturnsTally:
    """The count of the last month that is over; the same wherever it is said."""
    month = month_before(today.replace(day=1))
    states = [one.state for one in rows if one.is_expected]
    return ReturnsTally(month, len(states), sum(one in _IN for one in states), states.count(ReturnState.LATE))


def expected(history: pd.DataFrame, said: Mapping[SenderKey, Expected], today: date) -> list[ExpectedReturn]:
    """Every sender that ever returned, or of which somebody said that it is expected; what is late first.

    `history` as `store.returns.history` gives it. A sender whose last return in force is of more than a year
    before is expected where somebody said from when on.
    """
    month = month_before(today.replace(day=1))
    by_sender: dict[SenderKey, list[Mapping[str, Any]]] = {}
    came: dict[tuple[SenderKey, date], Mapping[str, Any]] = {}
    if not history.empty:
        # A list of wanted persons makes returns of two kinds, of which the one by month is expected.
        # A sample of needs is taken when somebody takes one, and unmet demand is counted by whoever wishes
        # to (decision 269): neither is late.
        history = history[~history.kind.isin({Kind.WANTED_DAYS, Kind.NEEDS, Kind.UNMET})]
        for row in rows_of(history[history.standing == Standing.CURRENT]):
            by_sender.setdefault(_key(row), []).append(row)
        came = {(_key(row), row["month"]): row for row in rows_of(first_versions(history))}
    found = [
        _of_sender(said.get(key) or Expected(*key), by_sender.get(key, []), came, month, today)
        for key in {**by_sender, **{key: () for key, one in said.items() if one.from_month}}
    ]
    return sorted(
        found,
        key=lambda one: (
            _ORDER.index(one.state),
            -one.days,
            one.said.kind,
            one.said.subject,
            one.said.area_code,
        ),
    )


def never_returned(services: pd.DataFrame, rows: Sequence[ExpectedReturn]) -> list[str]:
    """The slugs of the live services of which no return ever came and none is expected.

    `rows` as `expected` gives them: who returned once, or is said to, stands there (decision 258).
    """
    there = {one.said.subject for one in rows}
    return [slug for slug in live(services).slug if slug not in there]


def _of_sender(
    said: Expected,
    rows: Sequence[Mapping[str, Any]],
    came: Mapping[tuple[SenderKey, date], Mapping[str, Any]],
    month: date,
    today: date,
) -> ExpectedReturn:
    by_month = {row["month"]: row for row in rows}
    last = max(by_month, default=None)
    state = _not_expected(said, last, month)
    about = month if state is None else (last or month)
    row = by_month.get(about)
    due = due_on(about, int(row["months"]) if row else 1, said.day)
    if row is None:
        late = max((today - due).days, 0) if state is None else 0
        state = state or (ReturnState.LATE if late else ReturnState.AWAITED)
        made_up = bool(last and by_month[last]["illustrative"])
        return ExpectedReturn(
            said, about, due, state, days=late, missing=_missing(by_month, said, about), illustrative=made_up
        )
    first = came[said.key, about]
    given = known_day(first["received_on"])
    late = days_late(given, about, int(row["months"]), said.day) if given else 0
    return ExpectedReturn(
        said,
        about,
        due,
        state or (ReturnState.CAME_LATE if late else ReturnState.CAME),
        known_day(first["came_on"]),
        given is not None,
        late,
        known_day(row.get("as_of")) or ended_on(about, int(row["months"])),
        bool(row.get("partial")),
        int(row["id"]),
        _missing(by_month, said, about),
        bool(row["illustrative"]),
    )


def _not_expected(said: Expected, last: date | None, month: date) -> ReturnState | None:
    """Why nothing is expected of a sender for that month; None where something is."""
    if said.until_month and said.until_month < month:
        return ReturnState.ENDED
    if said.from_month and said.from_month > month:
        return ReturnState.NOT_YET
    silent = last is None or len(months_between(last, month)) > SILENT + 1
    return ReturnState.SILENT if silent and not said.from_month else None


def _missing(by_month: Mapping[date, object], said: Expected, about: date) -> tuple[date, ...]:
    begins = [*by_month, *([said.from_month] if said.from_month else [])]
    if not begins:
        return ()
    first = max(min(begins), said.from_month or min(begins))
    before = months_between(first, about)[-SILENT - 1 : -1] if first < about else []
    return tuple(one for one in before if one not in by_month)


def _key(row: Mapping[str, Any]) -> SenderKey:
    return Kind(row["kind"]), row["subject"], row["area_code"]


def to_remind(rows: Sequence[ExpectedReturn], day: date) -> list[ExpectedReturn]:
    """The returns that are not here and whose sender is reminded on that day: some days before it is due."""
    return [
        one for one in rows if one.state is ReturnState.AWAITED and _is(day, one.said.day - REMINDED_BEFORE)
    ]


def to_chase(rows: Sequence[ExpectedReturn], day: date) -> list[ExpectedReturn]:
    """The returns whose sender is told on that day that they are late: the working day after it was due."""
    return [one for one in rows if one.state is ReturnState.LATE and _is(day, one.said.day + CHASED_AFTER)]


def _is(day: date, number: int) -> bool:
    return is_working_day(day) and number_of(day) == max(number, 1)
