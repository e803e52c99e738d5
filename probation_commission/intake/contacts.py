"""Contact lines outside every table: whom to ask about a return is nobody in it, and is dropped all the same.

"Contact: team@example.org" under a title goes; an address in a row of a table refuses the file as ever.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from probation_commission.domain.places import Gazetteer
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
    sought = finding.Sought(finding.ward_names(gazetteer))
    kept, dropped = [], []
    for sheet in sheets:
        contacts = _contacts(sheet)
        lines = _Lines(sheet, contacts, sought).lines() if contacts else {}
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
    sought: finding.Sought

    def lines(self) -> dict[_At, str]:
        """The contacts outside every table."""
        inside = self._inside()
        # Counted once for each row and column: a sheet may hold thousands of addresses.
        beside = Counter(
            row
            for row in {row for row, _ in self.contacts}
            for column, value in enumerate(self.sheet.rows[row])
            if value != "" and (row, column) not in inside
        )
        headed = self._labelled()
        outside = {
            (row, column): kind
            for (row, column), kind in self.contacts.items()
            # Almost alone in its row, and in no column of contacts.
            if (row, column) not in inside
            and beside[row] - 1 <= _MOST_BESIDE
            and headed.get(column, row) >= row
        }
        columns = Counter(column for _, column in outside)
        return {at: kind for at, kind in outside.items() if columns[at[1]] <= _MOST_IN_A_COLUMN}

    def _labelled(self) -> dict[int, int]:
        """The first row of each column in which it is said to hold contacts."""
        first: dict[int, int] = {}
        for row, column, text in self.sheet.texts():
            if column not in first and _is_label(text):
                first[column] = row
        return first

    def _inside(self) -> set[_At]:
        """Those of the contacts, and of the cells beside them, that stand in a table."""
        spans = list(self._blocks())
        inside: set[_At] = set()
        for row in {row for row, _ in self.contacts}:
            runs = {self._filled(row, first, last) for top, end, first, last in spans if top <= row <= end}
            inside |= {(row, column) for first, last in runs for column in range(first, last)}
        return inside

    def _blocks(self) -> Iterator[tuple[int, int, int, int]]:
        """First row, last row and columns (from, up to) of each table, with what groups its headings."""
        for block in finding.blocks(self.sheet, self.sought):
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

    def _filled(self, row: int, first: int, last: int) -> tuple[int, int]:
        """The columns of a table in a row, with what stands right beside it."""
        # A column without a heading, right beside the table, belongs to its rows.
        while self.sheet.at(row, last) != "":
            last += 1
        while first and self.sheet.at(row, first - 1) != "":
            first -= 1
        return first, last


def _is_label(text: str) -> bool:
    return signs.heading(text) in signs.CONTACT_HEADINGS
