"""A table with the meaning of its columns, whatever kind of return it belongs to."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from probation_commission.domain import layouts
from probation_commission.domain.layouts import AreaMonth, Column, Fields
from probation_commission.domain.places import bare
from probation_commission.domain.returns import Cell
from probation_commission.intake.cells import while_reading
from probation_commission.intake.files import Value
from probation_commission.intake.findings import Findings
from probation_commission.intake.tables.finding import Block
from probation_commission.intake.tables.heads import Headings, is_calendar_year, is_year, shown

# The return's own statement of all together, held against its rows (decision 44).
_WHOLE: Final = frozenset(
    ("total", "totals", "grand total", "overall total", "overall", "all", "all wards", "whole area", "sum",
     "area total", "total cohort", "cohort total", "county total", "borough total")
)  # fmt: skip
# "Durham North total", "Sub-total (north)": some rows counted once more.
_SUBTOTAL: Final = re.compile(r"(?:sub ?totals?\b.*|.*\bsub ?totals?|.+\btotals?|totals? (?:for|of|in)\b.+)")
# Left empty under one that is filled these are merged cells; an empty RAG means all.
_KEPT_DOWN: Final = (
    layouts.WARD,
    layouts.MONTH,
    layouts.AREA,
    layouts.BREAKDOWN,
    layouts.SERVICE,
)
_ONE_IN: Final = 4
"""Of so many rows one may be left out with a note."""


@while_reading
def is_whole(text: str) -> bool:
    """Whether a key says that the row counts all together."""
    return bare(text) in _WHOLE


@while_reading
def is_subtotal(text: str) -> bool:
    """Whether a key says that the row counts some others once more."""
    return _SUBTOTAL.fullmatch(bare(text)) is not None


@dataclass(slots=True)
class LeftOut:
    """What was left out of a table, and why: said of some rows, a problem where it is most of them."""

    _rows: dict[Cell, tuple[str, str]] = field(default_factory=dict)

    def add(self, cell: Cell, code: str, message: str) -> None:
        """One more row, by the cell that is not understood."""
        self._rows.setdefault(cell, (code, message))

    def tell(self, rows: int, findings: Findings) -> None:
        """A note of each row left out of so many, or a problem where they are more than a few."""
        # One row never refuses a file, a column of which nothing is understood does (decision 126).
        few = len(self._rows) * _ONE_IN <= rows
        for cell, (code, message) in self._rows.items():
            if few:
                findings.notes.append(f"{cell}: the row was left out, because {message}")
            else:
                findings.problem(code, message, cell)


@dataclass(slots=True)
class Table:
    """A block with the meaning of its columns."""

    block: Block
    columns: tuple[Column, ...]
    said: Headings
    """What the headings of each column say."""
    keep_down: bool
    """Whether an empty key repeats the one above it, as merged cells do."""
    fields: Fields
    """All that its columns can be."""
    context: AreaMonth = field(default_factory=AreaMonth)
    """The area and month that the table is about, as far as it or its file says so."""
    _last: dict[str, str] = field(default_factory=dict)
    _of_columns: tuple[Column, ...] = ()
    _keys: dict[str, int] = field(default_factory=dict)
    _counts: list[tuple[int, str]] = field(default_factory=list)

    def keys(self) -> dict[str, int]:
        """The column of each field that says what a row counts."""
        return self._sorted()[0]

    def counts(self) -> list[tuple[int, str]]:
        """Each column of counts with its field."""
        return self._sorted()[1]

    def _sorted(self) -> tuple[dict[str, int], list[tuple[int, str]]]:
        """The columns of keys and of counts, sorted once: they are asked for in each cell."""
        # What somebody confirms of a table gives it other columns.
        if self._of_columns is not self.columns:
            numbered = list(zip(range(self.block.first, self.block.last), self.columns, strict=True))
            keys, counted = self.fields.keys, self.fields.counts
            self._keys = {column.field: number for number, column in numbered if column.field in keys}
            self._counts = [(number, column.field) for number, column in numbered if column.field in counted]
            self._of_columns = self.columns
        return self._keys, self._counts

    def month_of(self, column: int) -> date | None:
        """The month that a column's headings name."""
        return self.said[column].month

    def texts(
        self, findings: Findings, is_kept: Callable[[dict[str, str]], bool] = lambda _: False
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """The keys of each row that counts something, as they stand; a row without any count is noted.

        `is_kept`: whether a row of those keys is one of the table also without any count.
        """
        keys, measured = self.keys(), [column for column, _ in self.counts()]
        for number in self.block.rows():
            texts = {name: shown(self.block.sheet.at(number, column)) for name, column in keys.items()}
            blank = all(self.block.sheet.is_blank(number, column, column + 1) for column in measured)
            # "* includes two awaiting allocation", under the table.
            if blank and not is_kept(texts):
                self._note(number, findings)
            else:
                yield number, texts

    def years(self) -> Callable[[int], tuple[Value, ...]]:
        """What says the year of each row: a column "Year", or the titles over the table."""
        across = range(self.block.first, self.block.last)
        column = next((column for column in across if is_year(self.block.head(column))), None)
        if column is None:
            titles = tuple(self.block.titles())
            return lambda _: titles
        is_financial = not is_calendar_year(self.block.head(column))

        def year(row: int) -> tuple[Value, ...]:
            text = shown(self.block.sheet.at(row, column))
            # "FY | 2026" beside "Jan" may be of 2025/26 or 2026/27.
            return () if is_financial and text.removesuffix(".0").isdigit() else (text,)

        return year

    def note_subtotal(self, number: int, findings: Findings) -> None:
        """A note that a row counts others once more."""
        cell = self.block.sheet.cell(number, self.block.first)
        findings.notes.append(f"{cell}: a subtotal, not read.")

    def _note(self, number: int, findings: Findings) -> None:
        across = range(self.block.first, self.block.last)
        columns = [column for column in across if self.block.sheet.text(number, column)]
        if columns:
            cell = self.block.sheet.cell(number, columns[0])
            words = "a note under the table" if len(columns) == 1 else "a row without any count"
            findings.notes.append(f"{cell}: {words}, not read.")

    def kept_down(self, texts: dict[str, str]) -> dict[str, str]:
        """The keys of a row with those that stand merged above it."""
        if not self.keep_down:
            return texts
        filled = any(texts.values())
        for name in _KEPT_DOWN:
            if texts.get(name):
                self._last[name] = texts[name]
        return {
            name: text
            or (self._last.get(name, "") if filled and name in _KEPT_DOWN and len(texts) > 1 else "")
            for name, text in texts.items()
        }
