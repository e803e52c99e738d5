"""What is told of each month: of the area by RAG; of a ward or locality in words, without a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from probation_commission.disclosure.changes import Change, Way, changed
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import CellState, Released
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.places import WardSet, bare
from probation_commission.views.marks import HOW_DRAWN, tagged


@dataclass(frozen=True)
class AreaMonths:
    """The cohort of a whole area by RAG, month by month; which of the months are made up."""

    months: Mapping[date, Release]
    made_up: frozenset[date] = frozenset()

    @cached_property
    def cells(self) -> list[tuple[date, str, Released]]:
        """The month, the RAG (or "all") and what is told, for each month the total and each RAG."""
        return [
            (month, str(column), release.total(column))
            for month, release in self.months.items()
            for column in COUNTS
        ]

    @property
    def by_rag(self) -> bool:
        """Whether any return gives its cohort by RAG."""
        return any(cell.state is not CellState.NO_FIGURE for _, column, cell in self.cells if column != ALL)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """What `trend.trend_chart` draws: month, rag, low, high, words and made_up of all that is shown."""
        rows = pd.DataFrame(
            [(month, rag, cell.low, cell.high, cell.text) for month, rag, cell in self.cells if cell.known],
            columns=["month", "rag", "low", "high", "words"],
        )
        return rows.assign(month=pd.to_datetime(rows.month), made_up=rows.month.isin(self.made_up))

    def title(self, area: str, month: date) -> str:
        """What the chart says: of its first and last month, of those that are made up, or not, as `month`."""
        of_kind = sorted(one for one in self.months if (one in self.made_up) == (month in self.made_up))
        first, last = of_kind[0], of_kind[-1]
        then, now = self.months[first], self.months[last]
        # Only of counts is it said by how many: a range says no more than the way (decision 189).
        if first == last or not (then.total().numeric and now.total().numeric):
            return f"The cohort of {area} by RAG, each month’s return"
        if then.total() == now.total():
            went = f"is as in {first:%B %Y}, {now.total().text} in {last:%B %Y}"
        else:
            went = f"went from {then.total().text} in {first:%B %Y} to {now.total().text} in {last:%B %Y}"
        ways = [_way(rag, changed(then.total(rag), now.total(rag))) for rag in Rag]
        rags = ", ".join(filter(None, ways))
        return f"The cohort of {area} {went}{f'; {rags}' if rags else ''}"

    @property
    def notes(self) -> list[str]:
        """What a bar is, what is not shown, and for which months no return was received."""
        hidden = [
            f"{_called(rag)} in {month:%B %Y}"
            for month, rag, cell in self.cells
            if cell.state is CellState.NOT_SHOWN
        ]
        otherwise = [
            f"{_called(rag)} in {month:%B %Y}"
            + (f" ({cell.text})" if cell.state is CellState.AS_GIVEN else "")
            for month, rag, cell in self.cells
            if cell.state in {CellState.AS_GIVEN, CellState.NOT_GIVEN}
        ]
        missing = [f"{month:%B %Y}" for month in missing_months(list(self.months))]
        # The area’s RAGs are counts only where all four can be told so (decision 64).
        ranges = "A bar is a month whose RAGs are told as ranges, since not all four are 10 or more."
        return [
            *([HOW_DRAWN] if self.rows.made_up.any() else []),
            *([ranges] if (self.rows.low < self.rows.high).any() else []),
            *([f"Not shown: {', '.join(hidden)}."] if hidden else []),
            *([f"No count is given for {', '.join(otherwise)}."] if otherwise else []),
            *([f"No return received for {', '.join(missing)}."] if missing else []),
        ]


def _way(rag: Rag, change: Change) -> str:
    """`red up 4`; `more red` where by how many is not told; nothing where it is not known, or the same."""
    if change.by:
        return f"{rag} {change.text}"
    return {Way.UP: f"more {rag}", Way.DOWN: f"fewer {rag}"}.get(change.way, "")


def _called(column: str) -> str:
    return "the total" if column == ALL else column


def missing_months(months: Sequence[date]) -> list[pd.Period]:
    """The months between the first and the last of these that are not among them."""
    expected = pd.period_range(min(months), max(months), freq="M")
    return [month for month in expected if month.start_time.date() not in set(months)]


def titled(month: date, made_up: frozenset[date]) -> str:
    """`May 2023`, or `October 2026 (made up)`."""
    return tagged(f"{month:%B %Y}", made_up=month in made_up)


def of_ward(
    months: Mapping[date, Release],
    rag: str,
    name: str,
    ward_sets: Mapping[date, WardSet],
    made_up: frozenset[date] = frozenset(),
) -> pd.DataFrame:
    """The Month and Nominals in words of the ward of that name; Wards says which, where they changed."""
    rows = []
    for month, ward_set in ward_sets.items():
        wards = months[month].wards(ward_set)
        # By name and not by code: the ward of that name before the change is another ward (decision 54), so
        # its months say of which wards they are.
        of_name = wards[[bare(ward) == bare(name) for ward in wards.ward]]
        rows += [(titled(month, made_up), cell.text, ward_set.title) for cell in of_name[rag]]
    table = pd.DataFrame(rows, columns=["Month", "Nominals", "Wards"])
    return table if len(set(table.Wards)) > 1 else table.drop(columns="Wards")


def of_locality(
    months: Mapping[date, pd.DataFrame], rag: str, name: str, made_up: frozenset[date] = frozenset()
) -> pd.DataFrame:
    """The same of the locality of that name, where it is among those of a month."""
    rows = []
    for month, localities in months.items():
        of_name = localities[localities.locality == name]
        rows += [(titled(month, made_up), cell.text) for cell in of_name[rag]]
    return pd.DataFrame(rows, columns=["Month", "Nominals"])


def left_out(months: Sequence[date], ward_sets: Sequence[WardSet], locality: str) -> list[str]:
    """The months that a locality's series leaves out: `ward_sets` have no locality of its name."""
    # A grouping belongs to one ward set (decision 55), so a series may begin where the wards changed.
    spans = [[month for month in months if ward_set.covers(month)] for ward_set in ward_sets]
    return [
        f"{min(span):%B %Y} to {max(span):%B %Y} are left out: "
        f"the wards of then are in no locality called {locality}."
        for span in spans
        if span
    ]
