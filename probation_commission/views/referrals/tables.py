"""Referrals in tables: by service, by month, and every period of every service."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import pandas as pd

from probation_commission.analysis import referrals as analysis
from probation_commission.analysis.figures import otherwise
from probation_commission.analysis.figures import words as figure_words
from probation_commission.analysis.reconciliation import span as stretch
from probation_commission.analysis.referrals import COUNTS, PeriodState
from probation_commission.domain.ranges import Range
from probation_commission.domain.referrals import COUNT_LABELS
from probation_commission.domain.returns import Cell
from probation_commission.views import marks
from probation_commission.views.referrals import events, words
from probation_commission.views.referrals.picture import ReferralPicture

NOT_IN_SUMS = "not in the sums (whole quarters only)"
"""Of a month whose return is here, and counted with the other two of its quarter alone (decision 105)."""
_UNITS = {1: "months", analysis.QUARTER: "quarters"}


def by_service(picture: ReferralPicture, silent: Sequence[str]) -> pd.DataFrame:
    """A row for each service; `silent`: live services without any return in the span."""
    totals = analysis.totals(picture.summed, "subject")
    # A small service has quarters where others have months (decision 76).
    units = totals.subject.map(picture.periods.groupby("subject").months.first()).map(_UNITS)
    silent_rows = pd.DataFrame({"subject": silent, "given": 0, "expected": len(picture.months)})
    rows = pd.concat([totals, silent_rows], ignore_index=True) if silent else totals
    units = units.reindex(rows.index).fillna("months")
    tags = rows.subject.map(picture.chosen.groupby("subject").illustrative.agg(marks.tag))
    table = _table(rows, "Service", rows.subject.map(picture.named), units, tags)
    return _said_of_what_is_here(table, rows, picture.periods, "subject")


def by_month(picture: ReferralPicture) -> pd.DataFrame:
    """A row for each month of the services that everyone is shown by month."""
    rows = analysis.totals(picture.in_months, "month")
    months = [f"{month:%B %Y}" for month in rows.month]
    returned = picture.in_months[picture.in_months.state != PeriodState.NONE]
    tags = rows.month.map(returned.groupby("month").made_up.agg(marks.tag))
    table = _table(rows, "Month", months, ["services"] * len(months), tags)
    return _said_of_what_is_here(table, rows, picture.in_months, "month")


def _said_of_what_is_here(
    table: pd.DataFrame, rows: pd.DataFrame, periods: pd.DataFrame, key: str
) -> pd.DataFrame:
    """The table, in which no return that is here is called missing because no sum has it."""
    states = periods.groupby(key).state.agg(set)
    here = [states.get(one, set()) - {PeriodState.NONE} for one in rows[key]]
    said = [
        _why_in_no_sum(state) if not given and state else words
        for words, given, state in zip(table.Returns, rows.given, here, strict=True)
    ]
    return table.assign(Returns=said)


def _why_in_no_sum(states: AbstractSet[str]) -> str:
    if PeriodState.GIVEN in states:
        return NOT_IN_SUMS
    return "; ".join(sorted(states))


def every_period(picture: ReferralPicture) -> pd.DataFrame:
    """Every period of every service, with what there is no return for."""
    rows = picture.periods
    data = rows.made_up.map({True: "illustrative", False: "real"})
    of_each = {subject: picture.events_of(subject) for subject in set(rows.subject)}
    happened = [
        events.of_month(of_each[subject], month, months)
        for subject, month, months in zip(rows.subject, rows.month, rows.months, strict=True)
    ]
    return pd.DataFrame(
        {
            "Service": rows.subject.map(picture.named),
            "Month": [words.period(*pair) for pair in zip(rows.month, rows.months, strict=True)],
            "Return": rows.why.where(rows.why != "", rows.state),
            **_cells(rows),
            "Data": data.mask(rows.state == PeriodState.NONE, ""),
            **({"What happened": happened} if any(happened) else {}),
        }
    )


def places(periods: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """The file and cells of each service's month; `figures` as `exact_figures.behind` gives them."""
    groups = figures.groupby(["subject", "month"])
    by_key = {key: _place(group) for key, group in groups}
    return [by_key.get(key, "") for key in zip(periods.subject, periods.month, strict=True)]


def given_as(periods: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """What each service's month gives in the stead of a count: `ended early: fewer than 5` (decision 115)."""
    rows = otherwise(figures)
    rows = rows.assign(said=rows.category.replace(COUNT_LABELS) + ": " + figure_words(rows))
    by_key = {key: "; ".join(group.said) for key, group in rows.groupby(["subject", "month"])}
    return [by_key.get(key, "") for key in zip(periods.subject, periods.month, strict=True)]


def told_in_words(picture: ReferralPicture) -> list[str]:
    """What each period tells in the stead of a count: `completed: 0–4`, `completed: not given`."""
    keys = zip(picture.periods.subject, picture.periods.month, strict=True)
    return ["; ".join(": ".join(told) for told in picture.in_words.get(key, ())) for key in keys]


def _place(rows: pd.DataFrame) -> str:
    cells = [Cell(sheet, ref) for sheet, ref in zip(rows.sheet, rows.cell, strict=True)]
    return f"{' and '.join(rows.file_name.unique())}: {stretch(cells)}"


def _table(
    rows: pd.DataFrame,
    name: str,
    names: Sequence[str] | pd.Series,
    units: Iterable[str],
    tags: "pd.Series[str]",
) -> pd.DataFrame:
    """The table; `tags` say of each row's returns whether they are made up."""
    counts = zip(rows.given, rows.expected, units, tags.fillna(""), strict=True)
    return pd.DataFrame({name: names, "Returns": [_returned(*count) for count in counts], **_cells(rows)})


def _cells(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The counts as columns: numbers where each is one, and else in words."""
    # Words sort as words: only where each count is one may a column be sorted by number.
    exact = all((rows[count] == rows[analysis.at_most(count)])[rows[count].notna()].all() for count in COUNTS)
    return {
        COUNT_LABELS[count].capitalize(): rows[count] if exact else _in_words(rows, count) for count in COUNTS
    }


def _in_words(rows: pd.DataFrame, count: str) -> pd.Series:
    sides = zip(rows[count], rows[analysis.at_most(count)], strict=True)
    return pd.Series([None if pd.isna(low) else str(Range(low, high)) for low, high in sides], rows.index)


def _returned(given: int, expected: int, unit: str, tag: str) -> str:
    if not given:
        return PeriodState.NONE
    return f"{given:.0f} of {expected} {unit}{tag}" if expected > 1 else f"received{tag}"
