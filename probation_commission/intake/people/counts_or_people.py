"""Whether numbers under "Offenders" count people, or number them, which is not always to be told.

A table has a row for each ward, or ward and RAG; a list has one for each person, under a number of theirs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from probation_commission.domain.iom import Breakdown
from probation_commission.intake.cells import Fault, months, rag_in
from probation_commission.intake.cells import counts as cell_counts
from probation_commission.intake.files import Value, plain
from probation_commission.intake.people.columns import (
    FREE_TEXT,
    WORKER,
    Attribute,
    ListColumn,
    people_heading,
    tidy,
)

_BOUND = re.compile(
    r"(?:[<>≤≥]=?|under|over|below|above|(?:fewer|less|more) than|at (?:most|least)) ?\d{1,4}"
    r"|\d{1,4} ?(?:[-\u2010-\u2015]|to) ?\d{1,4}|\d{1,4} ?\+|\d{1,4} or (?:more|fewer|less)",
    re.IGNORECASE | re.ASCII,
)
# A dash or "c" stands for a count as well as for a number that nobody has yet: it tells nothing by itself.
_MARK = re.compile(
    r"[-\u2010-\u2015\u2212*.~:\u2026]{1,3}|\[?[cksxz]\]?|n ?/? ?a|nil|none|low|\[low\]", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(\d{1,12}|\d{1,3}(?:,\d{3})+)(?:\.0+)? ?(?:[*†‡]{1,3}|[rp]|\[\w{1,4}( \d+)?\])?",
    re.IGNORECASE | re.ASCII,
)
_FIRST_LIKE_AN_ID = 100
"""No ward has as many nominals; numbers of people begin there, or above."""
_OFTEN_ALIKE = 0.25
"""Of the rows; two people never have the same number, and counts of wards often are the same."""
_MANY = 5
"""Rows of which the counts hardly ever rise from each to the next."""
_TOTALS = frozenset({"total", "totals", "grand total", "all", "sum"})


class RowsAre(Enum):
    """What the rows under a heading for people are."""

    COUNTS = "counts"
    PEOPLE = "people"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: the headings and the values of each, and by which rows are told apart."""

    headings: Sequence[str]
    values: Sequence[Sequence[Value]]
    key_columns: dict[ListColumn, int]
    about: dict[int, str]


def rows_of(columns: Columns) -> RowsAre | None:
    """What the rows are, as far as numbers under a heading for people tell; None where there are none."""
    vague = [number for number in columns.about if people_heading(columns.headings[number])]
    counted = [number for number in vague if are_counts(columns.values[number])]
    # "A. B." under "Nominal" is somebody, whatever stands in the other columns.
    if not counted or any(
        any(map(_filled, columns.values[number])) for number in vague if number not in counted
    ):
        return None
    return _Table(columns, counted[-1]).rows()


def are_counts(values: Sequence[Value]) -> bool:
    """Whether numbers, bounds and marks stand in a column and nothing else, and not marks alone."""
    texts = [_text(value) for value in values if _filled(value)]
    numbers = sum(map(_is_number_or_bound, texts))
    # Three initials, "C", "K" and "S", are no counts that were held back.
    marks = sum(bool(_MARK.fullmatch(text)) and not _is_number_or_bound(text) for text in texts)
    return numbers > 0 and numbers + marks == len(texts) and marks <= max(numbers, 1)


def counts_across(headings: Sequence[str], values: Sequence[Sequence[Value]]) -> bool:
    """Whether several columns of RAGs, or of months, hold counts, and not a tick each in one of them."""
    for are_headed in (rag_in, months.month):
        columns = [column for column, heading in zip(values, headings, strict=True) if are_headed(heading)]
        counted = [column for column in columns if are_counts(column)]
        if len(counted) > 1 and any((_number(value) or 0) > 1 for column in counted for value in column):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Table:
    columns: Columns
    column: int
    """That of the numbers."""

    def rows(self) -> RowsAre:
        values = [value for row in self._rows() if _filled(value := self._at(self.column, row))]
        if any(_BOUND.fullmatch(_text(value)) for value in values) or self._sums_rags():
            return RowsAre.COUNTS
        if self._marks_one_rag():
            return RowsAre.PEOPLE
        # Somebody with the number 1023 may stand in two rows.
        if self._repeats() and not _given(values):
            return RowsAre.COUNTS
        if self._is_plural() and self._is_last() and self._apart() and not _given(values):
            # "Ward | Offenders: 1, 2, 3", a short return: nobody numbers rows on their right in the plural.
            sorted_numbers = self._describes() and not self._is_crossed() and _ascend(values)
            return RowsAre.EITHER if sorted_numbers else RowsAre.COUNTS
        numbered = _given(values) or _in_order(values)
        return self._described(numbered=numbered) if self._describes() else self._bare(numbered=numbered)

    def _described(self, *, numbered: bool) -> RowsAre:
        """Each row says a RAG or a category in a word: a person's own, or that of the count."""
        if numbered:
            return RowsAre.PEOPLE
        # "Ward A Red 4, Ward A Amber 6, Ward B Red 1, Ward B Amber 3": each ward has the same.
        if self._is_crossed():
            return RowsAre.COUNTS
        return RowsAre.EITHER if self._is_plural() and self._apart() else RowsAre.PEOPLE

    def _bare(self, *, numbered: bool) -> RowsAre:
        """Nothing but a ward, or an area, stands beside each number."""
        if not self._apart():
            return RowsAre.PEOPLE
        if self._is_plural() and self._is_last() and Attribute.WARD not in self.columns.key_columns:
            return RowsAre.COUNTS
        is_for_sure = self._is_plural() or self._is_last()
        return RowsAre.COUNTS if is_for_sure and not numbered else RowsAre.EITHER

    def _is_last(self) -> bool:
        """Whether the numbers stand right of what they are of."""
        return all(self.column > key for key in self.columns.key_columns.values())

    def _is_plural(self) -> bool:
        return tidy(self.columns.headings[self.column]).endswith(("s", "people"))

    def _rows(self) -> Iterator[int]:
        """The rows that are not totals, nor blank."""
        keys = self.columns.key_columns.values()
        for row in range(max(map(len, self.columns.values), default=0)):
            words = [_text(self._at(key, row)).casefold() for key in keys]
            if any(words) and not _TOTALS.intersection(words):
                yield row

    def _at(self, column: int, row: int) -> Value:
        values = self.columns.values[column]
        return values[row] if row < len(values) else ""

    def _keys(self) -> list[tuple[str, ...]]:
        """What the rows are of; a ward that is written once stands for the rows below it as well."""
        keys, ward = [], ""
        for row in self._rows():
            words = {key: _text(self._at(number, row)) for key, number in self.columns.key_columns.items()}
            if Attribute.WARD in words:
                ward = words[Attribute.WARD] = words[Attribute.WARD] or ward
            keys.append(tuple(word.casefold() for word in words.values()))
        return keys

    def _apart(self) -> bool:
        """Whether no two rows are of the same ward, RAG, month and category."""
        keys = self._keys()
        return len(keys) == len(set(keys))

    def _describes(self) -> bool:
        """Whether the rows say more than where and when: a RAG, a category, an age, whose manager."""
        where = {Attribute.AREA, Attribute.MONTH, Attribute.WARD}
        words = [number for key, number in self.columns.key_columns.items() if key not in where]
        told = {"age", "NHS number", WORKER} | (set() if self._is_plural() else {FREE_TEXT})
        words += [number for number, what in self.columns.about.items() if what in told]
        return any(any(_filled(self._at(number, row)) for row in self._rows()) for number in words)

    def _is_crossed(self) -> bool:
        """Whether each of several wards has the same RAGs, or categories, and more than one."""
        ward = self.columns.key_columns.get(Attribute.WARD)
        if ward is None or not self._apart():
            return False
        position = list(self.columns.key_columns.values()).index(ward)
        by_ward: dict[str, set[tuple[str, ...]]] = {}
        for key in self._keys():
            by_ward.setdefault(key[position], set()).add((*key[:position], *key[position + 1 :]))
        described = list(by_ward.values())
        return (
            len(described) > 1 and len(described[0]) > 1 and all(kind == described[0] for kind in described)
        )

    def _repeats(self) -> bool:
        """Whether the same numbers, noughts among them, stand in many rows of one month."""
        by_month: dict[str, list[int]] = {}
        when = self.columns.key_columns.get(Attribute.MONTH)
        for row in self._rows():
            if (number := _number(self._at(self.column, row))) is not None:
                month = "" if when is None else _text(self._at(when, row))
                by_month.setdefault(month, []).append(number)
        rows = sum(map(len, by_month.values()))
        alike = rows - sum(len(set(numbers)) for numbers in by_month.values())
        # Under "Nominal" beside a RAG, somebody may be there twice; of counts half are the same.
        often = _OFTEN_ALIKE if self._is_plural() or not self._describes() else 2 * _OFTEN_ALIKE
        return alike > 0 and alike >= often * rows

    def _rag_columns(self) -> list[int]:
        return [
            number
            for number, heading in enumerate(self.columns.headings)
            if rag_in(heading) and len(heading) > 1 and are_counts(self.columns.values[number])
        ]

    def _sums_rags(self) -> bool:
        """Whether "Red | Amber | Green" with numbers stand beside, which no row of a person has."""
        return len(self._rag_columns()) > 1 and not self._marks_one_rag()

    def _marks_one_rag(self) -> bool:
        """Whether "Red | Amber | Green" hold a 1 in one of them, and the number is no sum of it."""
        rags = self._rag_columns()
        sums = [sum(_number(self._at(rag, row)) or 0 for rag in rags) for row in self._rows()]
        numbers = [_number(self._at(self.column, row)) for row in self._rows()]
        return len(rags) > 1 and all(rag_sum <= 1 for rag_sum in sums) and sums != numbers


def _filled(value: Value) -> bool:
    return _text(value) != ""


def _text(value: Value) -> str:
    return (
        plain(value)
        if isinstance(value, str)
        else f"{value:.12g}"
        if isinstance(value, float)
        else str(value)
    )


def _is_number_or_bound(text: str) -> bool:
    written = cell_counts.count(text)
    is_count = not isinstance(written, Fault) and written.bounded
    return is_count or bool(_BOUND.fullmatch(text) or _NUMBER.fullmatch(text))


def _number(value: Value) -> int | None:
    match = _NUMBER.fullmatch(_text(value))
    return int(match[1].replace(",", "")) if match else None


def _given(values: Sequence[Value]) -> bool:
    """Whether these are numbers that a system gave to people: 1023, 1024, or 0017."""
    texts = [_text(value) for value in values]
    numbers = [number for value in values if (number := _number(value))]
    zeros = any(re.fullmatch(r"0\d+", text) for text in texts)
    return zeros or bool(numbers and min(numbers) >= _FIRST_LIKE_AN_ID)


def _ascend(values: Sequence[Value]) -> bool:
    """Whether a good many numbers rise from row to row, as people are listed by theirs."""
    numbers = [number for value in values if (number := _number(value)) is not None]
    return len(numbers) >= _MANY and all(left < right for left, right in pairwise(numbers))


def _in_order(values: Sequence[Value]) -> bool:
    """Whether these are 1, 2, 3."""
    numbers = [number for value in values if (number := _number(value)) is not None]
    first = numbers[0] if numbers else 0
    return first <= 1 and len(numbers) > 1 and numbers == list(range(first, first + len(numbers)))


def breaks_down(key: ListColumn, values: Sequence[Value]) -> bool:
    """Whether the column of a breakdown holds words for a person's category, and not counts."""
    if not isinstance(key, Breakdown) or not are_counts(values):
        return True
    # "Cohort | 6": a number is never fixed, flex or free; in "Custody" 0 and 1 are no and yes.
    numbers = [number for value in values if (number := _number(value)) is not None]
    return key is not Breakdown.FRAMEWORK and max(numbers, default=0) <= 1
