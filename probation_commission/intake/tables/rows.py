"""What one row of a table says of each of its counts: whose, which month's, where, which part."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from probation_commission.domain import layouts
from probation_commission.domain.iom import CATEGORIES, Breakdown, Rag
from probation_commission.domain.places import Authority, bare
from probation_commission.domain.words import listed
from probation_commission.intake.cells import OTHER_PARTS, Fault, counts, headings, months, rag_in
from probation_commission.intake.cohort import category_in, outcome_in
from probation_commission.intake.files import Value, plain
from probation_commission.intake.findings import Findings
from probation_commission.intake.tables.heads import shown
from probation_commission.intake.tables.table import Table, is_subtotal, is_whole

_LONGEST_NOTE: Final = 6
_FEWEST_NESTED: Final = 2
"""Wards, and RAGs, in one column; a single one may be a slip."""
_FEWEST_SUMMED: Final = 2
"""Rows of which another may be the sum; of one alone it may as well be a ward with the same count."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The keys of a row as texts, by field; "" where the cell is empty. `whole`: a row of totals."""

    number: int
    texts: dict[str, str]
    whole: bool
    years: tuple[Value, ...] = ()
    """What says the year of a month that has none."""

    @property
    def month(self) -> date | None:
        """The month that the row names."""
        text = self.texts.get(layouts.MONTH, "")
        return months.month(text, serial=True) or months.in_year(text, self.years)


@dataclass(slots=True)
class CohortTable(Table):
    """A table of an IOM cohort, and its rows one after the other."""

    areas: tuple[Authority, ...] = ()
    """Those that its title names where it names several; each row is then of the one that has its ward."""

    def ward_of(self, row: "TableRow", column: int) -> str | None:
        """The ward that a count is of, as its row or heading names it; None for the whole area."""
        # "Cockerton" over the column, months down the side.
        if self.columns[column - self.block.first].field == layouts.WARD_COUNT:
            return self.said[column].text
        return None if row.whole else row.texts.get(layouts.WARD)

    def rows(self, findings: Findings, is_place: Callable[[str], bool]) -> Iterator[TableRow]:
        """Each row that counts something; what is a note or a subtotal is noted.

        `is_place`: whether a text names a ward, or says that there is none.
        """
        years = self.years()
        if (nested := self._nested(is_place)) is not None:
            yield from nested
            return
        sums = self._sums(is_place)

        def is_ward(texts: dict[str, str]) -> bool:
            # A ward without a number is a blank, so that no sum over it can be checked (decision 116).
            ward = texts.get(layouts.WARD, "")
            return ward != "" and is_place(ward)

        for number, texts in self.texts(findings, is_ward):
            first = next(filter(None, texts.values()), "")
            whole = is_whole(first)
            spelt_out = is_subtotal(first) and not _names_part(first)
            if not whole and (spelt_out or number in sums):
                self.note_subtotal(number, findings)
                continue
            yield TableRow(number, self.kept_down(texts), whole, years(number))

    def _nested(self, is_place: Callable[[str], bool]) -> list[TableRow] | None:
        """The rows of a pivot table whose one column of keys has both wards and RAGs; None for any other.

        "Peterlee | 9" over "Red | 4" and "Amber | 5", or "Red | 9" over "Peterlee | 4" and "Stanley | 5".
        """
        keys = {name: column for name, column in self.keys().items() if name in (layouts.WARD, layouts.RAG)}
        if len(keys) != 1 or len(self.keys()) != 1:
            return None
        (column,) = keys.values()
        texts = {number: shown(self.block.sheet.at(number, column)) for number in self.block.rows()}
        rags = [number for number, text in texts.items() if rag_in(text)]
        places = [number for number, text in texts.items() if is_place(text)] if len(rags) > 1 else []
        if len(places) < _FEWEST_NESTED:
            return None
        outer, inner = (layouts.WARD, layouts.RAG) if places[0] < rags[0] else (layouts.RAG, layouts.WARD)
        rows, over, measured = [], "", [column for column, _ in self.counts()]
        for number, text in texts.items():
            is_outer = number in (places if outer == layouts.WARD else rags)
            over = text if is_outer else over
            names = {outer: over, inner: text}
            if is_outer or is_whole(text):
                names = {outer if is_outer else inner: text}
            # "Red | 9" over its wards is of the whole area.
            whole = is_whole(text) or (is_outer and outer == layouts.RAG)
            if not all(self.block.sheet.is_blank(number, column, column + 1) for column in measured):
                rows.append(TableRow(number, names, whole))
        return rows

    def _sums(self, is_place: Callable[[str], bool]) -> frozenset[int]:
        """The rows that name no ward, or one twice, and count the rows under or over them once more."""
        column = self.keys().get(layouts.WARD)
        if column is None:
            return frozenset()
        rows = list(self.block.counted())
        texts = {number: shown(self.block.sheet.at(number, column)) for number in rows}
        named = Counter(bare(text) for text in texts.values())
        # "East Durham AAP" over its wards, or "Peterlee" over the ward of that name (decision 126).
        groups = {
            number
            for number, text in texts.items()
            if text and (not is_place(text) or named[bare(text)] > 1 or is_whole(text))
        }
        runs: dict[int, list[int]] = defaultdict(list)
        before = -1
        for number in rows:
            if number in groups:
                before = number
            else:
                runs[before].append(number)
        starts = [-1, *(number for number in rows if number in groups)]
        over = dict(zip(starts[1:], starts, strict=False))
        return frozenset(
            number
            for number in groups
            if self._adds_up(number, runs[number]) or self._adds_up(number, runs[over[number]])
            if not is_whole(texts[number])
        )

    def _adds_up(self, total: int, rows: Sequence[int]) -> bool:
        """Whether a row is the sum of at least two others, in each column in which all are given."""
        if len(rows) < _FEWEST_SUMMED:
            return False
        compared = 0
        for column, _ in self.counts():
            given = [counts.count(self.block.sheet.at(number, column)) for number in (total, *rows)]
            numbers = [count.number for count in given if not isinstance(count, Fault)]
            if len(numbers) < len(given) or any(number is None for number in numbers):
                continue
            first, *others = (number or 0 for number in numbers)
            if first != sum(others):
                return False
            compared += 1
        return compared > 0


def _names_part(text: str) -> bool:
    return bare(text) in OTHER_PARTS


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the cohort a row counts; `measure` is a field where it counts something else."""

    breakdown: str = ""
    category: str = ""
    measure: str = layouts.COUNT


def part_of(texts: dict[str, str]) -> Part | str:
    """The part that the keys of a row name, or the sentence that says what is wrong."""
    named = [name for name in texts if name in (*CATEGORIES, layouts.OUTCOME, layouts.OFFENCE)]
    if layouts.BREAKDOWN in texts:
        return _spelt_out(texts[layouts.BREAKDOWN], texts.get(layouts.CATEGORY, ""))
    for name in named:
        if texts[name] and not is_whole(texts[name]):
            return _categorised(name, texts[name])
        if name in (layouts.OUTCOME, layouts.OFFENCE):
            return Part(measure=layouts.ARRESTS)
    return Part()


def _spelt_out(what: str, category: str) -> Part | str:
    name = OTHER_PARTS.get(bare(what)) or headings.breakdown(what)
    if not what or is_whole(what):
        return Part()
    if name is None:
        return "this is no breakdown known here. Choose one from the list of the template."
    if name in (layouts.OUTCOME, layouts.OFFENCE, *CATEGORIES):
        return _categorised(name, category)
    return Part(measure=name)


def _categorised(name: str, text: str) -> Part | str:
    if not text:
        return "this row names no category. Name it."
    if name == layouts.OUTCOME:
        return Part(Breakdown.OUTCOME, outcome_in(text), layouts.ARRESTS)
    if name == layouts.OFFENCE:
        return Part(Breakdown.OFFENCE, category_in(text), layouts.ARRESTS)
    breakdown = Breakdown(name)
    category = headings.own_category(text, breakdown) or headings.category(text, breakdown)
    if category is None:
        names = ", ".join(CATEGORIES[breakdown])
        return f"this is no category of {breakdown.label} known here. Write one of: {names}."
    return Part(breakdown, category)


def rag_of(texts: dict[str, str]) -> Rag | str | None:
    """The RAG that a row names, None for all, or the sentence that says what is wrong."""
    text = texts.get(layouts.RAG, "")
    if not text or is_whole(text):
        return None
    return rag_in(text) or "this is no RAG. Write red, amber, green or blue, or leave it empty for all."


def tidy(value: Value) -> str:
    """What stands in a cell as it is shown: 61, not 61.0."""
    return f"{value:g}" if isinstance(value, float) else plain(str(value))[:200]


def merged(notes: Sequence[tuple[str, str]]) -> list[str]:
    """One note for each sentence, with the first few cells that it is about."""
    cells: dict[str, list[str]] = {}
    for cell, sentence in notes:
        cells.setdefault(sentence, []).append(cell)
    return [f"{_some(where)}: {sentence}" for sentence, where in cells.items()]


def _some(cells: Sequence[str]) -> str:
    more = len(cells) - _LONGEST_NOTE
    return listed([*cells[:_LONGEST_NOTE], f"{more} more"]) if more > 0 else ", ".join(cells)
