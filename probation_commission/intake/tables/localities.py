"""Tables of localities: a column of localities, and one of wards by name, by code or both."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from probation_commission.domain.layouts import NOT_READ, Column, Fields
from probation_commission.domain.places import Ward, WardSet, bare, ward_name
from probation_commission.domain.returns import Cell
from probation_commission.intake.cells import Meaning, written
from probation_commission.intake.files import Sheet, Value, plain
from probation_commission.intake.people import repeatable, signs
from probation_commission.intake.tables import columns, finding
from probation_commission.intake.tables.columns import MOSTLY, NONE, WORDS, Guess
from probation_commission.intake.tables.finding import Block, Sought
from probation_commission.intake.tables.heads import Headings
from probation_commission.intake.tables.table import is_subtotal, is_whole


class LocalityColumn(StrEnum):
    """What a column can be; the value is what it is called in a sentence."""

    LOCALITY = "locality"
    WARD = "ward"
    CODE = "ward code"
    WARD_SET = "ward_set"
    AUTHORITY = "authority"


_HEADINGS = {
    LocalityColumn.LOCALITY: re.compile(
        r"(?:name of )?(?:the )?(?:local(?:ity|ities| area| network| area partnership)|aap|lap|lan"
        r"|neighbou?rhood|area (?:action )?partnership|community (?:network|area)|partnership|cluster|patch"
        r"|sector|group(?:ing)?|zone)(?: (?:area|name|group|partnership|team))*"
    ),
    LocalityColumn.CODE: re.compile(
        r"(?:wd|ced)(?:\d\d)? ?(?:cd|code)|(?:(?:electoral )?(?:ward|division)s? |ons |gss )+code"
        r"|code|gss|ons id"
    ),
    LocalityColumn.WARD: re.compile(
        r"(?:wd|ced)(?:\d\d)?nm|(?:name of )?(?:the )?(?:electoral )?(?:wards?|divisions?)(?: names?)?"
        r"|ward name or code|ward or division|electoral"
    ),
    LocalityColumn.WARD_SET: re.compile(r"ward ?set"),
    LocalityColumn.AUTHORITY: re.compile(
        r"lad(?:\d\d)? ?(?:cd|nm|code|name)|(?:local |unitary )?authority(?: name| code)?|borough(?: name)?"
        r"|council|district(?: name)?"
    ),
}
_KNOWN_WORDS = """
area areas ward wards division divisions electoral name names code codes district council county parish
region partnership network neighbourhood locality localities group lad ons gss aap notes
"""
_GEOGRAPHY = frozenset(_KNOWN_WORDS.split())
_HEADING_ROWS = 20
_LONGEST = 60
_CODE = re.compile(r"\b[EW]\d{8}\b", re.IGNORECASE)
# "E05 010412", as somebody types it.
_SPACED_CODE = re.compile(r"\b([EW]) ?(\d\d) ?(\d{6})\b", re.IGNORECASE)
_PARTS = re.compile(r"[,;/|\n]+|\s[-–—]\s|[•·]")
_IN_NONE = frozenset(
    ("none", "no", "na", "n a", "nil", "tbc", "not assigned", "not allocated", "unassigned", "unallocated",
     "not applicable", "not known", "unknown", "not in a locality", "no locality", "in none", "blank")
)  # fmt: skip
WARDS = (LocalityColumn.WARD, LocalityColumn.CODE)
_FIELDS = Fields({column: column[0].upper() + column[1:] for column in LocalityColumn}, {})


def column_called(heading: str) -> LocalityColumn | None:
    """What a heading says a column is, in any file of wards: of localities, or of outlines."""
    words = bare(heading[:_LONGEST].replace("_", " "))
    return next((name for name, pattern in _HEADINGS.items() if pattern.fullmatch(words)), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """Columns that may each be the one: somebody says which, by the cell of its heading."""

    column: LocalityColumn
    options: Mapping[str, str]
    """What each is called, by that cell."""


@dataclass(frozen=True)
class LocalityWords:
    """What is known of the tables of localities."""

    ward_set: WardSet
    others: frozenset[str] = frozenset()
    """Other authorities by code and name, as `bare` has them."""

    @property
    def fields(self) -> Fields:
        """All that a column can be."""
        return _FIELDS

    @property
    def sought(self) -> Sought:
        """How such a table is told: by its headings, and wards under them."""
        names = frozenset(bare(ward.name) for ward in self.ward_set.wards)
        return Sought(names, self._is_known, self._is_known, self._is_ward, self._is_of_row, self._is_of_row)

    @cached_property
    def _named(self) -> dict[str, set[Ward]]:
        named: dict[str, set[Ward]] = {}
        for ward in self.ward_set.wards:
            for name in (ward.code, bare(ward.name)):
                named.setdefault(name, set()).add(ward)
        return named

    def wards(self, text: str) -> set[Ward]:
        """The wards that a text names: by code, by name or by both, which may be two."""
        text = _SPACED_CODE.sub(r"\1\2\3", text)
        codes, name = _CODE.findall(text), _CODE.sub(" ", text)
        by_name = self._named.get(bare(name)) or self._named.get(ward_name(self._without_authority(name)))
        return set(by_name or ()).union(*(self._named.get(code.upper(), ()) for code in codes))

    def several(self, text: str) -> set[Ward]:
        """The wards of a cell that lists them, "Cockerton, College; Mowden"; none where one part is none."""
        parts = [self.wards(part) for part in _PARTS.split(text) if bare(part)]
        return set().union(*parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else set()

    def _without_authority(self, name: str) -> str:
        """A name without the authority's own beside it: "Cockerton (Darlington)", "Cockerton, Darlington"."""
        own = re.escape(self.ward_set.authority.name)
        return re.sub(rf"\s*(?:\({own}\)|[,–-]\s*{own})\s*$", "", name, flags=re.IGNORECASE)

    def is_of_another(self, text: str) -> bool:
        """Whether a text names another authority."""
        return bare(text) in self.others

    def meaning(self, text: str) -> Meaning:
        """The field that a heading names."""
        meant = column_called(text)
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

    def _is_of_row(self, value: Value) -> bool:
        """Whether a value is no heading: a ward that is misspelt is told as well."""
        return value != "" and not (isinstance(value, str) and self._is_known(value))

    def _are_wards(self, values: Sequence[Value]) -> bool:
        """Whether most of what stands under a heading are wards, and each once."""
        texts = [value for value in values if isinstance(value, str)]
        wards = set().union(*map(self.wards, texts))
        # Localities are called after wards as well, "Stanley" in row after row.
        return bool(wards) and len(wards) >= MOSTLY * len(values)

    def may_be_localities(self, block: Block, number: int) -> bool:
        """Whether under a heading that says nothing stand names of which each is that of several rows."""
        stands = columns.values(block, number)
        texts = {value for value in stands if isinstance(value, str) and not columns.is_countlike(value)}
        is_known = self._is_known(block.head(number)) or any(map(self.wards, texts))
        return bool(block.head(number)) and not is_known and 0 < len(texts) < len(stands) == len(block.judged)

    def are_all_wards(self, values: Sequence[Value]) -> bool:
        """Whether nothing but wards stands under a heading, and headings of tables further below."""
        others = [value for value in values if not self._is_ward(value)]
        texts = [value for value in others if isinstance(value, str)]
        headed = all(self._is_known(text) or signs.heading(text) == "name" for text in texts)
        return len(others) < len(values) and len(texts) == len(others) and headed


def wards_named(sheet: Sheet, words: LocalityWords) -> Sheet:
    """The sheet with "Ward name" for "Name" over nothing but wards, which names nobody."""
    rows = list(sheet.rows)
    for row in range(min(len(rows), _HEADING_ROWS)):
        for column in range(len(rows[row])):
            if signs.heading(sheet.text(row, column)) != "name":
                continue
            below = (sheet.at(under, column) for under in range(row + 1, len(rows)))
            if words.are_all_wards([value for value in below if value != ""]):
                rows[row] = (*rows[row][:column], str(LocalityColumn.WARD), *rows[row][column + 1 :])
    return replace(sheet, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class LocalityTable:
    """A table that has localities and wards."""

    block: Block
    columns: dict[LocalityColumn, list[int]]
    """Those that may be each, the one to take first."""
    asked: bool = False
    """Whether no heading says which column the localities are, so that somebody has to."""

    @property
    def sheet(self) -> Sheet:
        """The sheet that it stands on."""
        return self.block.sheet

    def choices(self, chosen: Collection[str]) -> Iterator[Choice]:
        """What somebody has to say: of which columns the one is meant, where they differ."""
        for column, numbers in self.columns.items():
            texts = {tuple(self.sheet.text(row, number) for row in self.block.rows()) for number in numbers}
            cells = {str(self._head(number)): number for number in numbers}
            is_asked = len(texts) > 1 or (self.asked and column is LocalityColumn.LOCALITY)
            if is_asked and not cells.keys() & set(chosen):
                yield Choice(
                    column, {cell: f"{cell} {repeated(self.block.head(cells[cell]))}" for cell in cells}
                )

    def chosen(self, chosen: Collection[str]) -> dict[LocalityColumn, int]:
        """The one column of each."""
        return {
            column: next((number for number in numbers if str(self._head(number)) in chosen), numbers[0])
            for column, numbers in self.columns.items()
        }

    def _head(self, number: int) -> Cell:
        return self.sheet.cell(self.block.heading, number)


def tables_in(sheets: Sequence[Sheet], words: LocalityWords) -> list[LocalityTable]:
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
        table = sure if sure.keys() & set(WARDS) else guessed[False] | sure
        if not table.keys() & set(WARDS):
            continue
        if LocalityColumn.LOCALITY in table:
            tables.append(LocalityTable(block, table))
        elif others := [number for number in said if words.may_be_localities(block, number)]:
            tables.append(LocalityTable(block, {LocalityColumn.LOCALITY: others} | table, asked=True))
    return tables


def repeated(heading: str) -> str:
    """A heading that can be nobody's name, as it is written."""
    words = re.findall(r"[a-z]+", heading.casefold())
    is_known = bool(words) and (repeatable(heading) or bool(_GEOGRAPHY.intersection(words)))
    return f"“{heading}”" if is_known and len(heading) <= _LONGEST else "(heading not repeated)"


@dataclass(frozen=True, slots=True)
class LocalityRows:
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
        # Of "North | Total" a row is no ward, and still one of those below the name.
        filled = Counter(
            name for name, row in zip(names, rows, strict=True) if name and not self.adds_up(row)
        )
        # The file to fill in, which this app gives out, has a line for each ward: an empty one is in none.
        is_ours = LocalityColumn.WARD_SET in self.columns
        # Of more names than gaps, each stands for its own row.
        is_once = 2 * len(filled) <= len(names) and all(times == 1 for times in filled.values())
        return bool(names and names[0]) and not all(names) and is_once and not is_ours

    def is_in_none(self, row: int) -> bool:
        """Whether a row says in words that it is in no locality: "n/a", "None"; "-" is no name either."""
        text = self.text(row, LocalityColumn.LOCALITY)
        return bool(text) and (not bare(text) or bare(text) in _IN_NONE)

    def is_elsewhere(self, row: int) -> bool:
        """Whether a row says that it is of another authority."""
        return self.words.is_of_another(self.text(row, LocalityColumn.AUTHORITY))

    def adds_up(self, row: int) -> bool:
        """Whether a row is a total over others: "North total", "Total" where a ward is named."""
        texts = [self.text(row, LocalityColumn.LOCALITY), *(text for _, text in self.names(row))]
        return any(is_whole(text) or is_subtotal(text) for text in texts) and not any(
            self.words.wards(text) for text in texts[1:]
        )

    def names(self, row: int) -> list[tuple[LocalityColumn, str]]:
        """The ward's name and its code, of which one is enough."""
        named = ((column, self.text(row, column)) for column in WARDS)
        return [(column, text) for column, text in named if text]

    def text(self, row: int, column: LocalityColumn) -> str:
        """What stands there as text, "" where there is no such column."""
        value = self.block.sheet.at(row, self.columns.get(column, -1))
        # Wards in one cell may stand in a line each.
        value = value.replace("\n", "; ") if isinstance(value, str) else value
        # A locality "3" is no name, and says so; read as nothing, its wards would silently be in none.
        return plain(value) if isinstance(value, str) else written(value)

    def cell(self, row: int, column: LocalityColumn) -> Cell:
        """The address."""
        return self.block.sheet.cell(row, self.columns[column])

    def ward_cell(self, row: int) -> Cell:
        """The address of the ward, by its name if it has a column."""
        return self.cell(row, next(column for column in WARDS if column in self.columns))
