"""Contact lines outside every table: whom to ask about a return is nobody in it, and is dropped all the same.

"Contact: team@example.org" under a title goes; an address in a row of a table refuses the file as ever.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from probation_commission.domain.places import Gazetteer, bare
from probation_commission.domain.returns import Dropped
from probation_commission.intake.files import Sheet
from probation_commission.intake.people import signs
from probation_commission.intake.tables import finding

_MOST_IN_A_COLUMN = 3
"""Of lines one below the other; with more it is a list."""
_MOST_BESIDE = 2
"""Cells beside a contact in its row, such as "Prepared by"; with more it is a row of something."""
LINE = "contact line"

_At = tuple[int, int]


def left_out(sheets: Sequence[Sheet], gazetteer: Gazetteer) -> tuple[tuple[Sheet, ...], tuple[Dropped, ...]]:
    """The sheets without their contact lines, and what was dropped of them: the cell and the kind alone."""
    names = frozenset(bare(ward.name) for ward_set in gazetteer.ward_sets() for ward in ward_set.wards)
    kept, dropped = [], []
    for sheet in sheets:
        contacts = _contacts(sheet)
        lines = _Lines(sheet, contacts, names).lines() if contacts else {}
        kept.append(_without(sheet, {*lines, *_labels(sheet, lines)}))
        dropped += [Dropped(sheet.cell(*at), LINE, kind, 1) for at, kind in lines.items()]
    return tuple(kept), tuple(dropped)


def notes(dropped: Sequence[Dropped]) -> tuple[str, ...]:
    """What was left out, each in a sentence."""
    return tuple(
        f"{line.cell} held {line.what}, outside the tables: it was left out and is kept nowhere."
        for line in dropped
    )


def _contacts(sheet: Sheet) -> dict[_At, str]:
    """Each cell that holds a contact, with its kind."""
    found: dict[str, str | None] = {}
    contacts = {}
    for row, column, text in sheet.texts():
        if text not in found:
            found[text] = signs.contact(text)
        if kind := found[text]:
            contacts[row, column] = kind
    return contacts


def _labels(sheet: Sheet, lines: dict[_At, str]) -> Iterator[_At]:
    """The cells left of a contact that say what it is: "E-mail:"."""
    for row, contact in lines:
        yield from ((row, column) for column in range(contact) if _is_label(sheet.text(row, column)))


def _without(sheet: Sheet, cells: set[_At]) -> Sheet:
    if not cells:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for row, column in cells:
        rows[row][column] = ""
    return Sheet(sheet.name, tuple(map(tuple, rows)))


@dataclass(frozen=True, slots=True)
class _Lines:
    sheet: Sheet
    contacts: dict[_At, str]
    ward_names: frozenset[str]

    def lines(self) -> dict[_At, str]:
        """The contacts outside every table."""
        inside = self._inside()
        outside = {
            at: kind for at, kind in self.contacts.items() if at not in inside and self._is_line(at, inside)
        }
        columns = Counter(column for _, column in outside)
        return {at: kind for at, kind in outside.items() if columns[at[1]] <= _MOST_IN_A_COLUMN}

    def _is_line(self, at: _At, inside: set[_At]) -> bool:
        """Whether a contact stands almost alone in its row, and in no column of contacts."""
        row, column = at
        values = enumerate(self.sheet.rows[row])
        beside = sum(value != "" and (row, number) not in inside for number, value in values) - 1
        headed = any(_is_label(self.sheet.text(above, column)) for above in range(row))
        return beside <= _MOST_BESIDE and not headed

    def _inside(self) -> set[_At]:
        """Those of the contacts, and of the cells beside them, that stand in a table."""
        rows = {row for row, _ in self.contacts}
        spans = list(self._blocks())
        return {
            (row, column)
            for row in rows
            for column in range(len(self.sheet.rows[row]))
            if any(self._is_in(span, row, column) for span in spans)
        }

    def _blocks(self) -> Iterator[tuple[int, int, int, int]]:
        """First row, last row and columns (from, up to) of each table, with what groups its headings."""
        for block in finding.blocks(self.sheet, self.ward_names):
            over = range(block.top, block.heading)
            grouping = (row for row in over if self._groups(row, block.first, block.last))
            first = next(grouping, block.heading)
            yield first, max(block.counted(), default=block.heading), block.first, block.last

    def _groups(self, row: int, first: int, last: int) -> bool:
        """Whether the row above the headings says their groups; a title there, and a contact, do not."""
        filled = [
            column
            for column in range(first, last)
            if self.sheet.at(row, column) != ""
            and (row, column) not in self.contacts
            and not _is_label(self.sheet.text(row, column))
        ]
        return bool(filled) and (len(filled) > 1 or filled[0] > first)

    def _is_in(self, span: tuple[int, int, int, int], row: int, column: int) -> bool:
        top, bottom, first, last = span
        if not top <= row <= bottom:
            return False
        # A column without a heading, right beside the table, belongs to its rows.
        while self.sheet.at(row, last) != "":
            last += 1
        while first and self.sheet.at(row, first - 1) != "":
            first -= 1
        return first <= column < last


def _is_label(text: str) -> bool:
    return signs.heading(text) in signs.CONTACT_HEADINGS
