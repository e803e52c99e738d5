"""Wards under the name of their locality: a column each, between the wards, over a table, a sheet each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from probation_commission.domain.localities import name_fault
from probation_commission.domain.places import Ward, bare
from probation_commission.domain.returns import Cell
from probation_commission.intake.files import Sheet, plain
from probation_commission.intake.tables.localities import LocalityWords

_FEWEST = 2
"""Localities; a single name over wards may be the title of anything."""
_ALIKE = 85
"""Of 100, from which on a text is a ward that is misspelt, and no locality."""


@dataclass(frozen=True, slots=True)
class HeadedWard:
    """A ward, where it stands, and the name of the locality over it."""

    ward: Ward
    cell: Cell
    locality: str


@dataclass(slots=True)
class HeadedWards:
    """The wards of sheets, each under its locality; and what stands among them and is neither."""

    wards: list[HeadedWard] = field(default_factory=list)
    misspelt: list[Cell] = field(default_factory=list)
    unread: list[Cell] = field(default_factory=list)

    @property
    def localities(self) -> tuple[str, ...]:
        """The names over the wards, in their order."""
        return tuple(dict.fromkeys(ward.locality for ward in self.wards))

    @property
    def is_sure(self) -> bool:
        """Whether each ward has a name over it, and there are several names."""
        fit = all(name and name_fault(name) is None for name in self.localities)
        return fit and len(self.localities) >= _FEWEST


def read(sheets: Sequence[Sheet], words: LocalityWords) -> HeadedWards:
    """The wards of the sheets with the name over each.

    "North | South" over a column of wards each, "North" in a row over its wards, or a sheet "North".
    """
    found = HeadedWards()
    named = [(sheet, list(_named(sheet, words, found))) for sheet in sheets]
    several = len([wards for _, wards in named if wards]) > 1
    # "North" is the sheet's name, and "Ward | Code" stand over the wards.
    found.wards = [
        HeadedWard(ward, cell, name or (sheet.name if several else ""))
        for sheet, wards in named
        for ward, cell, name in wards
    ]
    return found


def _named(sheet: Sheet, words: LocalityWords, found: HeadedWards) -> Iterator[tuple[Ward, Cell, str]]:
    """The wards of a sheet row by row, each once a row, with the name over it in its column."""
    over: dict[int, str] = {}
    rows = [[plain(value) if isinstance(value, str) else "" for value in row] for row in sheet.rows]
    following = _following(rows)
    began: set[int] = set()
    for number, texts in enumerate(rows):
        in_row: dict[str, tuple[Ward, Cell, str]] = {}
        for column, text in enumerate(texts):
            cell = sheet.cell(number, column)
            if len(wards := words.wards(text)) == 1:
                ward = wards.pop()
                began.add(column)
                # Of "Cockerton | E05010414" the name over the first is the row's.
                in_row.setdefault(ward.code, (ward, cell, over.get(column, "")))
            elif text and not words.meaning(text).sure:
                after = following[number].get(column, "")
                if _is_misspelt(text, words):
                    found.misspelt.append(cell)
                elif words.wards(after) or words.meaning(after).sure:
                    over[column] = text
                elif column in began:
                    found.unread.append(cell)
        yield from in_row.values()


def _following(rows: Sequence[Sequence[str]]) -> list[dict[int, str]]:
    """Of each row, what next stands under it in each column."""
    below: dict[int, str] = {}
    following = []
    for row in reversed(rows):
        following.append(dict(below))
        below |= {column: text for column, text in enumerate(row) if text}
    return following[::-1]


def _is_misspelt(text: str, words: LocalityWords) -> bool:
    names = [bare(ward.name) for ward in words.ward_set.wards]
    return process.extractOne(bare(text), names, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None
