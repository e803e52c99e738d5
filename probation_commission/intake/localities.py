"""Localities from a file: tables with a column of localities, and one of wards by name, by code or both."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from probation_commission.domain.layouts import NOT_READ, Column, Fields
from probation_commission.domain.localities import faults, name_fault
from probation_commission.domain.places import Ward, WardSet, bare
from probation_commission.domain.returns import Cell, Problem
from probation_commission.intake import known_files
from probation_commission.intake.cells import Meaning, written
from probation_commission.intake.files import (
    FileRefusedError,
    Sheet,
    Value,
    column_letters,
    notes,
    plain,
    shown,
)
from probation_commission.intake.files import sheets as spreadsheet
from probation_commission.intake.people import repeatable, signs
from probation_commission.intake.tables import columns, finding
from probation_commission.intake.tables.columns import MOSTLY, NONE, WORDS, Guess
from probation_commission.intake.tables.finding import Block, Sought
from probation_commission.intake.tables.heads import Headings


class LocalityColumn(StrEnum):
    """What a column can be; the value is what it is called in a sentence."""

    LOCALITY = "locality"
    WARD = "ward"
    CODE = "ward code"
    WARD_SET = "ward_set"


_HEADINGS = {
    LocalityColumn.LOCALITY: re.compile(
        r"(?:name of )?(?:the )?(?:local(?:ity|ities| area| network| area partnership)|aap|lap|lan"
        r"|neighbou?rhood|area (?:action )?partnership|community (?:network|area)|partnership|cluster|patch"
        r"|sector|group(?:ing)?|zone)(?: (?:area|name|group|partnership|team))*"
    ),
    LocalityColumn.CODE: re.compile(
        r"(?:wd|ced)(?:\d\d)?(?:cd| ?code)|(?:(?:electoral )?(?:ward|division)s? |ons |gss )+code"
        r"|code|gss|ons id"
    ),
    LocalityColumn.WARD: re.compile(
        r"(?:wd|ced)(?:\d\d)?nm|(?:name of )?(?:the )?(?:electoral )?(?:wards?|divisions?)(?: names?)?"
        r"|ward name or code|ward or division"
    ),
    LocalityColumn.WARD_SET: re.compile(r"ward ?set"),
}
_KNOWN_WORDS = """
area areas ward wards division divisions electoral name names code codes district council county parish
region partnership network neighbourhood locality localities group lad ons gss aap notes
"""
_GEOGRAPHY = frozenset(_KNOWN_WORDS.split())
_HEADING_ROWS = 20
_LONGEST = 60
_CODE = re.compile(r"\b[EW]\d{8}\b", re.IGNORECASE)
_NEEDED = (
    "It needs a column “locality” (or AAP, area partnership, neighbourhood) and a column “ward” "
    "(or ward name, ward code, electoral division, WD25CD, WD25NM)"
)
_NO_ROWS = "No ward of this file is in a locality. Fill it in and load it again."
_WARDS = (LocalityColumn.WARD, LocalityColumn.CODE)
_FIELDS = Fields({column: column[0].upper() + column[1:] for column in LocalityColumn}, {})


@dataclass(frozen=True, slots=True)
class Choice:
    """Columns that may each be the one: somebody says which, by the cell of its heading."""

    column: LocalityColumn
    options: Mapping[str, str]
    """What each is called, by that cell."""


@dataclass(frozen=True, slots=True)
class ProposedGrouping:
    """What a file says: the locality of each ward by code, or what is wrong with it, all at once.

    `notes` say what was made of it that a person may not expect; `choices` are to be made first.
    """

    grouping: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class LocalityWords:
    """What is known of the tables of localities."""

    ward_set: WardSet

    @property
    def fields(self) -> Fields:
        """All that a column can be."""
        return _FIELDS

    @property
    def sought(self) -> Sought:
        """How such a table is told: by its headings, and wards under them."""
        names = frozenset(bare(ward.name) for ward in self.ward_set.wards)
        return Sought(names, self._is_known, self._is_known, self._is_ward, bool, bool)

    @cached_property
    def _named(self) -> dict[str, set[Ward]]:
        named: dict[str, set[Ward]] = {}
        for ward in self.ward_set.wards:
            for name in (ward.code, bare(ward.name)):
                named.setdefault(name, set()).add(ward)
        return named

    def wards(self, text: str) -> set[Ward]:
        """The wards that a text names: by code, by name or by both, which may be two."""
        names = (*(code.upper() for code in _CODE.findall(text)), bare(_CODE.sub(" ", text)))
        return set().union(*(self._named.get(name, ()) for name in names))

    def meaning(self, text: str) -> Meaning:
        """The field that a heading names."""
        words = bare(text[:_LONGEST].replace("_", " "))
        meant = next((name for name, pattern in _HEADINGS.items() if pattern.fullmatch(words)), None)
        return Meaning(meant or NOT_READ, sure=meant is not None)

    def guess(self, block: Block, number: int, said: Headings, before: Sequence[Column]) -> Guess:
        """What the column of that number seems to be."""
        del before
        meant = said[number].meaning.field
        # "Neighbourhood" can head the wards themselves: what stands there says so.
        if meant in ("", LocalityColumn.LOCALITY) and self._are_wards(columns.values(block, number)):
            doubt = "" if meant else "Its heading does not say so, but what stands in it does."
            return Guess(LocalityColumn.WARD, doubt)
        return Guess(meant) if meant else NONE

    def sample(self, value: Value) -> str:
        """Nothing of what was sent, which may be somebody's."""
        del value
        return WORDS

    def _is_known(self, text: str) -> bool:
        return self.meaning(text).sure

    def _is_ward(self, value: Value) -> bool:
        return isinstance(value, str) and bool(self.wards(value))

    def _are_wards(self, values: Sequence[Value]) -> bool:
        """Whether most of what stands under a heading are wards, and each once."""
        texts = [value for value in values if isinstance(value, str)]
        wards = set().union(*map(self.wards, texts))
        # Localities are called after wards as well, "Stanley" in row after row.
        return bool(wards) and len(wards) >= MOSTLY * len(values)

    def are_all_wards(self, values: Sequence[Value]) -> bool:
        """Whether nothing but wards stands under a heading."""
        return bool(values) and all(map(self._is_ward, values))


def read(content: bytes, ward_set: WardSet, chosen: Collection[str] = ()) -> ProposedGrouping:
    """The localities of that ward set; never raises for what is in the file.

    `chosen`: the cells of the headings of the columns that somebody chose (`Choice`).
    """
    words = LocalityWords(ward_set)
    try:
        known_files.refuse_content(content)
        _, every, rows = spreadsheet.opened(content)
        hidden = notes(every, rows)
        every = (Sheet("", rows.whole()),) if rows else every
        visible = shown(every)
    except FileRefusedError as refusal:
        return ProposedGrouping(problems=(refusal.problem,))
    # A spreadsheet of wards can have a second sheet with people, even hidden: refused whole (decision 1).
    if people := signs.problem(_wards_named(sheet, words) for sheet in every):
        return ProposedGrouping(problems=(people,))
    tables = _tables(tuple(_wards_named(sheet, words) for sheet in visible), words)
    if not tables:
        return ProposedGrouping(problems=(_not_recognised(visible[0], words),), notes=hidden)
    if choices := tuple(choice for table in tables for choice in table.choices(chosen)):
        return ProposedGrouping(choices=choices, notes=hidden)
    reader = _Reader(words, list(hidden))
    for table in tables:
        reader.read(_Rows(table.block, table.chosen(chosen), words))
    return reader.proposed()


def _wards_named(sheet: Sheet, words: LocalityWords) -> Sheet:
    """The sheet with "Ward name" for "Name" over nothing but wards, which names nobody."""
    for row in range(min(len(sheet.rows), _HEADING_ROWS)):
        for column in range(len(sheet.rows[row])):
            if signs.heading(sheet.text(row, column)) != "name":
                continue
            below = (sheet.at(under, column) for under in range(row + 1, len(sheet.rows)))
            if words.are_all_wards([value for value in below if value != ""]):
                values = list(sheet.rows[row])
                values[column] = str(LocalityColumn.WARD)
                return replace(sheet, rows=(*sheet.rows[:row], tuple(values), *sheet.rows[row + 1 :]))
    return sheet


@dataclass(frozen=True, slots=True)
class _Table:
    block: Block
    columns: dict[LocalityColumn, list[int]]
    """Those that may be each, the one to take first."""

    @property
    def sheet(self) -> Sheet:
        return self.block.sheet

    def choices(self, chosen: Collection[str]) -> Iterator[Choice]:
        """What somebody has to say: of which columns the one is meant, where they differ."""
        for column, numbers in self.columns.items():
            texts = {tuple(self.sheet.text(row, number) for row in self.block.rows()) for number in numbers}
            cells = {str(self._head(number)): number for number in numbers}
            if len(texts) > 1 and not cells.keys() & set(chosen):
                yield Choice(column, {cell: f"{cell} {self._seen(cells[cell])}" for cell in cells})

    def chosen(self, chosen: Collection[str]) -> dict[LocalityColumn, int]:
        """The one column of each."""
        return {
            column: next((number for number in numbers if str(self._head(number)) in chosen), numbers[0])
            for column, numbers in self.columns.items()
        }

    def _head(self, number: int) -> Cell:
        return self.sheet.cell(self.block.heading, number)

    def _seen(self, number: int) -> str:
        return _seen(self.block.head(number))


def _tables(sheets: Sequence[Sheet], words: LocalityWords) -> list[_Table]:
    """The tables that have localities and wards."""
    found = [(sheet, finding.blocks(sheet, words.sought)) for sheet in sheets]
    tables = []
    for block, said, _ in columns.of_sheets(found, words):
        guessed: dict[bool, dict[LocalityColumn, list[int]]] = {True: {}, False: {}}
        for number in said:
            guess = words.guess(block, number, said, ())
            if guess.field:
                guessed[not guess.doubt].setdefault(LocalityColumn(guess.field), []).append(number)
        # Wards under a heading that says nothing are taken only where no other column has them.
        sure = guessed[True]
        table = sure if sure.keys() & set(_WARDS) else guessed[False] | sure
        if LocalityColumn.LOCALITY in table and table.keys() & set(_WARDS):
            tables.append(_Table(block, table))
    return tables


def _not_recognised(sheet: Sheet, words: LocalityWords) -> Problem:
    heading = next((row for row in range(len(sheet.rows)) if not sheet.is_blank(row)), 0)
    width = len(sheet.rows[heading]) if sheet.rows else 0
    named = {words.meaning(sheet.text(heading, column)).field for column in range(width)}
    if LocalityColumn.LOCALITY in named and named & set(_WARDS):
        return Problem("no rows", _NO_ROWS)
    seen = ", ".join(
        f"{column_letters(column)} {_seen(sheet.text(heading, column))}"
        for column in range(width)
        if sheet.at(heading, column) != ""
    )
    message = f"Its columns are not known here: {seen or 'it has none'}. {_NEEDED}. Rename the headings."
    return Problem("missing column", message)


def _seen(heading: str) -> str:
    """A heading that can be nobody's name, as it is written."""
    words = re.findall(r"[a-z]+", heading.casefold())
    is_known = bool(words) and (repeatable(heading) or bool(_GEOGRAPHY.intersection(words)))
    return f"“{heading}”" if is_known and len(heading) <= _LONGEST else "(heading not repeated)"


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table whose columns are known."""

    block: Block
    columns: Mapping[LocalityColumn, int]
    words: LocalityWords

    def filled(self, notes: list[str]) -> Iterator[int]:
        """The rows that are not blank; what stands alone below a blank row is a note, and is noted."""
        gap = False
        for row in range(self.block.heading + 1, self.block.end):
            values = self.block.sheet.rows[row][self.block.first : self.block.last]
            filled = sum(bool(str(value).strip()) for value in values)
            gap = gap or not filled
            if filled == 1 and gap and not any(self.words.wards(text) for _, text in self.names(row)):
                notes.append(f"Row {row + 1} names no ward and is a note below the table: it was not read.")
            elif filled:
                yield row

    def is_written_once(self, rows: Sequence[int]) -> bool:
        """Whether a locality stands for the rows below it, too: each once, the first in the first row."""
        names = [self.text(row, LocalityColumn.LOCALITY) for row in rows]
        filled = Counter(name for name in names if name)
        # The file to fill in, which this app gives out, has a line for each ward: an empty one is in none.
        is_ours = LocalityColumn.WARD_SET in self.columns
        # Of more names than gaps, each stands for its own row.
        is_once = 2 * len(filled) <= len(names) and all(times == 1 for times in filled.values())
        return bool(names and names[0]) and is_once and not is_ours

    def names(self, row: int) -> list[tuple[LocalityColumn, str]]:
        """The ward's name and its code, of which one is enough."""
        named = ((column, self.text(row, column)) for column in _WARDS)
        return [(column, text) for column, text in named if text]

    def text(self, row: int, column: LocalityColumn) -> str:
        """What stands there as text, "" where there is no such column."""
        value = self.block.sheet.at(row, self.columns.get(column, -1))
        # A locality "3" is no name, and says so; read as nothing, its wards would silently be in none.
        return plain(value) if isinstance(value, str) else written(value)

    def cell(self, row: int, column: LocalityColumn) -> Cell:
        """The address."""
        return self.block.sheet.cell(row, self.columns[column])

    def ward_cell(self, row: int) -> Cell:
        """The address of the ward, by its name if it has a column."""
        return self.cell(row, next(column for column in _WARDS if column in self.columns))


@dataclass(slots=True)
class _Reader:
    words: LocalityWords
    notes: list[str]
    _grouping: dict[str, str] = field(default_factory=dict)
    _cells: dict[str, Cell] = field(default_factory=dict)
    _problems: list[Problem] = field(default_factory=list)

    def read(self, table: _Rows) -> None:
        """The localities of a table, added to those before."""
        rows = list(table.filled(self.notes))
        kept_down = table.is_written_once(rows)
        above = ""
        for row in rows:
            own = table.text(row, LocalityColumn.LOCALITY)
            above = own or above
            # "East" in a row of its own heads the wards below it.
            if not (kept_down and own and not table.names(row)):
                self._read_row(table, row, above if kept_down else own)
        if kept_down:
            letters = column_letters(table.columns[LocalityColumn.LOCALITY])
            self.notes.append(
                f"Each locality is written once in column {letters}: it holds for the rows below it as well."
            )

    def proposed(self) -> ProposedGrouping:
        """What was read; with any problem, nothing of it."""
        # Localities are saved all together (decision 55), so one wrong row leaves none of them.
        if not self._problems and not self._grouping:
            self._problems.append(Problem("no rows", _NO_ROWS))
        wrong = faults(self._grouping, self.words.ward_set)
        self._problems += [Problem("names alike", fault) for fault in wrong]
        if self._problems:
            return ProposedGrouping(problems=tuple(self._problems), notes=tuple(self.notes))
        return ProposedGrouping(self._grouping, notes=tuple(self.notes))

    def _read_row(self, table: _Rows, row: int, name: str) -> None:
        """The ward of a row in its locality; each cell is read, so that one that is wrong hides no other."""
        wanted = self._is_of_set(table, row)
        fault = name_fault(name) if name else None
        if fault:
            self._problem("no name", fault, table.cell(row, LocalityColumn.LOCALITY))
        ward = self._ward(table, row) if wanted else None
        if ward is None or fault:
            return
        cell = table.ward_cell(row)
        first = self._cells.setdefault(ward.code, cell)
        if first != cell:
            self._problem(
                "ward twice", f"{ward.name} stands in {first} already. Keep one of the two rows.", cell
            )
        # "Harrowgate Hill" with no locality beside it is in none, which is allowed (decision 56).
        elif name:
            self._grouping[ward.code] = name

    def _is_of_set(self, table: _Rows, row: int) -> bool:
        ward_set = self.words.ward_set
        text = table.text(row, LocalityColumn.WARD_SET)
        if text.casefold() in {"", ward_set.key.casefold(), ward_set.title.casefold()}:
            return True
        message = f"this is not the ward set chosen, {ward_set.key}. Choose that one, or take the row out."
        self._problem("another ward set", message, table.cell(row, LocalityColumn.WARD_SET))
        return False

    def _ward(self, table: _Rows, row: int) -> Ward | None:
        names = table.names(row)
        wards: set[Ward] = set()
        for column, text in names:
            named = self.words.wards(text)
            wards |= named
            if not named:
                title = self.words.ward_set.title
                message = f"this is none of the {title}. Write its name or its code (E05…)."
                self._problem("unknown ward", message, table.cell(row, column))
                return None
        if not names:
            message = "no ward stands here. Write its name or its code (E05…), or take the row out."
            self._problem("unknown ward", message, table.ward_cell(row))
        if len(wards) > 1:
            message = "name and code are of two wards. Correct one of them, or take it out."
            self._problem("two wards", message, table.cell(row, names[-1][0]))
        return wards.pop() if len(wards) == 1 else None

    def _problem(self, code: str, message: str, cell: Cell) -> None:
        self._problems.append(Problem(code, f"{cell}: {message}", cell))
