"""Tables by ward in an IOM workbook: one for all RAGs, others beside it for one RAG each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from probation_commission.domain.iom import Measure, Rag
from probation_commission.domain.layouts import COUNT
from probation_commission.domain.returns import Cell, Figure, sum_of
from probation_commission.intake.cells import counts, meaning, written
from probation_commission.intake.files import Sheet, Value
from probation_commission.intake.findings import Findings
from probation_commission.intake.places import Placing, place_key

# "Haringey IOM Cohort by Ward", or just "Wards".
_BY_WARD = re.compile(r".*\bby ward\b.*|wards?", re.IGNORECASE)
_PHRASE = re.compile(r"\bby ward\b", re.IGNORECASE)
_RAG = re.compile(r"\b(red|amber|green|blue)\b", re.IGNORECASE)
# "Grand total:" at the end of the names is no ward but a sum to be held against them.
_SUM = re.compile(r"(?:grand |overall )?totals?:?", re.IGNORECASE)
_LONGEST_HEADING = 80
_MOST_TABLES = 40
_TITLE_ROWS = 4
"""Below a title, in which the headings of its table begin."""
_MOST_WORDS = 6
"""In the name of a ward; a longer text without a count is a note."""


@dataclass(frozen=True, slots=True)
class _Table:
    sheet: Sheet
    heading: int
    names: int
    counts: int
    rag: Rag | None

    def rows(self) -> Iterator[tuple[int, str, Value]]:
        """Row, name and what stands in the column of counts, down to the next heading."""
        for row in range(self.heading + 1, len(self.sheet.rows)):
            name = self.sheet.text(row, self.names)
            if _is_heading(name):
                return
            yield row, name, self.sheet.at(row, self.counts)


def read(sheets: Iterable[Sheet], placing: Placing | None, findings: Findings) -> bool:
    """Whether there was a table by ward; what each holds is added to `findings`."""
    tables = list(islice((table for sheet in sheets for table in _tables(sheet)), _MOST_TABLES + 1))
    if len(tables) > _MOST_TABLES:
        findings.problem(
            "too many tables", f"More than {_MOST_TABLES} tables by ward. Keep those of the return."
        )
        return True
    reader = _Reader(placing, findings)
    for table in tables:
        reader.read(table)
    return bool(tables)


def is_pair(sheet: Sheet) -> bool | None:
    """Whether every table by ward of a sheet is a name and a count beside it; None if it has none."""
    # A sheet with more of them than are read is none of these.
    heads = {(table.heading, table.names) for table in islice(_tables(sheet), _MOST_TABLES + 1)}
    return all(_is_pair(sheet, row, column) for row, column in heads) if heads else None


def _is_pair(sheet: Sheet, row: int, column: int) -> bool:
    """Whether beside the names stand no more than a count of all, and others for one RAG each."""
    beside = sheet.text(row, column + 1)
    if _rag_of(beside) or _is_title(sheet, row, column):
        return False
    left = [sheet.text(row, other) for other in range(column)]
    right = [sheet.text(row, other) for other in range(column + 1, len(sheet.rows[row]))]
    return all(not text or _is_heading(text) for text in left) and all(
        not text or _rag_of(text) or _is_heading(text) or meaning(text).field == COUNT for text in right
    )


def _is_title(sheet: Sheet, row: int, column: int) -> bool:
    """Whether headings of their own stand below, before any count: "Cohort by ward" over "Code | Ward"."""
    for below in range(row + 1, min(len(sheet.rows), row + 1 + _TITLE_ROWS)):
        values = sheet.rows[below][column:]
        if any(counts.looks_like_count(value) for value in values):
            return False
        if sum(meaning(value).sure for value in values if isinstance(value, str)) > 1:
            return True
    return False


def says_by_ward(sheet: Sheet) -> bool:
    """Whether a heading names a cohort "by ward", which no other sender is known to write."""
    return any(_is_heading(text) and _PHRASE.search(text) for _, _, text in sheet.texts())


def _tables(sheet: Sheet) -> Iterator[_Table]:
    for row, column, text in sheet.texts():
        if not _is_heading(text):
            continue
        yield _Table(sheet, row, column, column + 1, _rag_of(text))
        for right in range(column + 2, len(sheet.rows[row])):
            if rag := _rag_of(sheet.text(row, right)):
                # "RED IOM offenders" heads names of its own, or one more column of counts by the same names.
                has_names = any(sheet.text(below, right) for below in range(row + 1, len(sheet.rows)))
                yield _Table(sheet, row, *((right, right + 1) if has_names else (column, right)), rag)


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and _BY_WARD.fullmatch(text) is not None


def _rag_of(heading: str) -> Rag | None:
    match = _RAG.search(heading[:_LONGEST_HEADING])
    return Rag(match[1].lower()) if match else None


@dataclass(slots=True)
class _Reader:
    placing: Placing | None
    findings: Findings
    _firsts: dict[tuple[Rag | None, object], Figure] = field(default_factory=dict)

    def read(self, table: _Table) -> None:
        read: list[Figure | None] = []
        gap = False
        for row, name, value in table.rows():
            if not name and value == "":
                gap = True
            # "HARRINGAY" alone lacks its count; a text after a blank row, or a long one, is a note.
            elif value == "" and (gap or len(name.split()) > _MOST_WORDS):
                note = (
                    f"{table.sheet.cell(row, table.names)}: a note beside the ward table, not read as a row."
                )
                self.findings.notes.append(note)
            elif _SUM.fullmatch(name):
                self._check_sum(table, row, value, read)
            else:
                read.append(self._figure(table, row, value))
                self._place(table, row, name, read[-1], blank=value == "")

    def _figure(self, table: _Table, row: int, value: Value) -> Figure | None:
        cell = table.sheet.cell(row, table.counts)
        count = self.findings.count(value, cell)
        if count is None:
            return None
        return count.put_into(Figure(Measure.COHORT, None, cell, written(value), rag=table.rag))

    def _check_sum(self, table: _Table, row: int, value: Value, read: list[Figure | None]) -> None:
        total = self._figure(table, row, value)
        counted = [figure for figure in read if figure]
        # With a row that could not be read the sum says nothing.
        if total and len(counted) == len(read):
            cells = table.sheet.cells(table.heading + 1, row - 1, table.counts)
            low, high = sum_of(counted)
            summed = Figure(Measure.COHORT, low if low == high else None, cells, "", low=low, high=high)
            self.findings.disagree("Ward table, sum of the rows and total", summed, total)

    def _place(self, table: _Table, row: int, name: str, figure: Figure | None, *, blank: bool) -> None:
        cell = table.sheet.cell(row, table.names)
        if blank:
            self._leave_out(name, cell, figure)
        elif not name:
            self.findings.problem("no ward", "a count without the name of a ward beside it. Name it.", cell)
        elif self.placing and (place := self.placing.place(name, cell, self.findings)) and figure:
            self._keep(replace(figure, place=place), (table.rag, place_key(place)))

    def _leave_out(self, name: str, cell: Cell, figure: Figure | None) -> None:
        """A row without a count is no figure, whatever stands beside it (decision 116)."""
        place = self.placing and self.placing.place(name, cell, Findings())
        if figure and place:
            self.findings.blanks.append(replace(figure, place=place))
        self.findings.notes.append(f"{cell}: no count beside it, so no figure, which is not zero.")

    def _keep(self, figure: Figure, key: tuple[Rag | None, object]) -> None:
        first = self._firsts.setdefault(key, figure)
        if first is not figure:
            message = f"the same place stands in {first.cell} too. Put both into one row."
            self.findings.problem("ward twice", message, figure.cell)
        else:
            self.findings.figures.append(figure)
