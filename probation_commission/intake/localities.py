"""Localities from a CSV or a workbook: a column of localities, and one of wards by name, by code or both."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from probation_commission.domain.localities import faults, name_fault
from probation_commission.domain.places import Ward, WardSet, bare
from probation_commission.domain.returns import Cell, Problem
from probation_commission.intake.cells import written
from probation_commission.intake.files import FileRefusedError, Sheet, column_letters, plain, shown
from probation_commission.intake.files import sheets as spreadsheet
from probation_commission.intake.people import repeatable, signs


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
_MOSTLY = 0.6
_CODE = re.compile(r"\b[EW]\d{8}\b", re.IGNORECASE)
_NEEDED = (
    "It needs a column “locality” (or AAP, area partnership, neighbourhood) and a column “ward” "
    "(or ward name, ward code, electoral division, WD25CD, WD25NM)"
)


@dataclass(frozen=True, slots=True)
class ProposedGrouping:
    """What a file says: the locality of each ward by code, or what is wrong with it, all at once.

    `notes` say what was made of it that a person may not expect.
    """

    grouping: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def read(content: bytes, ward_set: WardSet) -> ProposedGrouping:
    """The localities of that ward set; never raises for what is in the file."""
    try:
        _, every = spreadsheet.sheets(content)
        visible = shown(every)
    except FileRefusedError as refusal:
        return ProposedGrouping(problems=(refusal.problem,))
    # A spreadsheet of wards can have a second sheet with people, even hidden: refused whole (decision 1).
    if people := signs.problem(_wards_named(sheet, ward_set) for sheet in every):
        return ProposedGrouping(problems=(people,))
    sheets = tuple(_wards_named(sheet, ward_set) for sheet in visible)
    for sheet in sheets:
        if headed := _headed(sheet, ward_set):
            heading, columns = headed
            return _Reader(sheet, heading, columns, ward_set).proposed()
    return ProposedGrouping(problems=(_not_recognised(sheets[0]),))


def _wards_named(sheet: Sheet, ward_set: WardSet) -> Sheet:
    """The sheet with "Ward name" for "Name" over nothing but wards, which names nobody."""
    for row in range(min(len(sheet.rows), _HEADING_ROWS)):
        for column in range(len(sheet.rows[row])):
            if signs.heading(sheet.text(row, column)) == "name" and _all_wards(sheet, row, column, ward_set):
                values = list(sheet.rows[row])
                values[column] = str(LocalityColumn.WARD)
                return replace(sheet, rows=(*sheet.rows[:row], tuple(values), *sheet.rows[row + 1 :]))
    return sheet


def _all_wards(sheet: Sheet, heading: int, column: int, ward_set: WardSet) -> bool:
    texts = [text for row in range(heading + 1, len(sheet.rows)) if (text := sheet.text(row, column))]
    return bool(texts) and all(_wards(text, ward_set) for text in texts)


def _headed(sheet: Sheet, ward_set: WardSet) -> tuple[int, dict[LocalityColumn, int]] | None:
    """The row of the headings and the columns, where there are localities and wards."""
    for row in range(min(len(sheet.rows), _HEADING_ROWS)):
        columns = _columns(sheet, row, ward_set)
        if LocalityColumn.LOCALITY in columns and columns.keys() & {LocalityColumn.WARD, LocalityColumn.CODE}:
            return row, columns
    return None


def _columns(sheet: Sheet, row: int, ward_set: WardSet) -> dict[LocalityColumn, int]:
    columns: dict[LocalityColumn, int] = {}
    for column in range(len(sheet.rows[row])):
        words = bare(sheet.text(row, column)[:_LONGEST].replace("_", " "))
        meant = next((name for name, pattern in _HEADINGS.items() if pattern.fullmatch(words)), None)
        # "Neighbourhood" can head the wards themselves: what stands there says so.
        if meant is LocalityColumn.LOCALITY and _holds_wards(sheet, row, column, ward_set):
            meant = LocalityColumn.WARD
        if meant:
            columns.setdefault(meant, column)
    if not columns.keys() & {LocalityColumn.WARD, LocalityColumn.CODE}:
        free = (number for number in range(len(sheet.rows[row])) if number not in columns.values())
        ward = next((number for number in free if _holds_wards(sheet, row, number, ward_set)), None)
        columns |= {} if ward is None else {LocalityColumn.WARD: ward}
    return columns


def _holds_wards(sheet: Sheet, heading: int, column: int, ward_set: WardSet) -> bool:
    """Whether most of what stands under a heading are wards, and each once."""
    texts = [text for row in range(heading + 1, len(sheet.rows)) if (text := sheet.text(row, column))]
    wards = [ward for text in texts for ward in _wards(text, ward_set)]
    # Localities are called after wards as well, "Stanley" in row after row.
    return bool(texts) and len(set(wards)) >= _MOSTLY * len(texts)


def _wards(text: str, ward_set: WardSet) -> set[Ward]:
    """The wards that a text names: by code, by name or by both, which may be two."""
    codes = {code.upper() for code in _CODE.findall(text)}
    name = bare(_CODE.sub(" ", text))
    return {ward for ward in ward_set.wards if ward.code in codes or bare(ward.name) == name}


def _not_recognised(sheet: Sheet) -> Problem:
    heading = next((row for row in range(len(sheet.rows)) if not sheet.is_blank(row)), 0)
    width = len(sheet.rows[heading]) if sheet.rows else 0
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


@dataclass(slots=True)
class _Reader:
    sheet: Sheet
    heading: int
    columns: dict[LocalityColumn, int]
    ward_set: WardSet
    _grouping: dict[str, str] = field(default_factory=dict)
    _cells: dict[str, Cell] = field(default_factory=dict)
    _problems: list[Problem] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)

    def proposed(self) -> ProposedGrouping:
        """What was read; with any problem, nothing of it."""
        rows = list(self._rows())
        kept_down = self._is_written_once(rows)
        above = ""
        for row in rows:
            written = self._text(row, LocalityColumn.LOCALITY)
            above = written or above
            # "East" in a row of its own heads the wards below it.
            if not (kept_down and written and not self._names(row)):
                self._read_row(row, above if kept_down else written)
        if kept_down:
            letters = column_letters(self.columns[LocalityColumn.LOCALITY])
            self._notes.append(
                f"Each locality is written once in column {letters}: it holds for the rows below it as well."
            )
        # Localities are saved all together (decision 55), so one wrong row leaves none of them.
        if not self._problems and not self._grouping:
            self._problems.append(
                Problem("no rows", "No ward of this file is in a locality. Fill it in and load it again.")
            )
        self._problems += [Problem("names alike", fault) for fault in faults(self._grouping, self.ward_set)]
        if self._problems:
            return ProposedGrouping(problems=tuple(self._problems))
        return ProposedGrouping(self._grouping, notes=tuple(self._notes))

    def _rows(self) -> Iterator[int]:
        """The rows that are not blank; notes below a blank row are none."""
        gap = False
        for row in range(self.heading + 1, len(self.sheet.rows)):
            filled = sum(value != "" and bool(str(value).strip()) for value in self.sheet.rows[row])
            gap = gap or not filled
            if filled == 1 and gap and not any(_wards(text, self.ward_set) for _, text in self._names(row)):
                self._notes.append(
                    f"Row {row + 1} names no ward and is a note below the table: it was not read."
                )
            elif filled:
                yield row

    def _is_written_once(self, rows: Sequence[int]) -> bool:
        """Whether a locality stands for the rows below it, too: each once, the first in the first row."""
        names = [self._text(row, LocalityColumn.LOCALITY) for row in rows]
        filled = Counter(name for name in names if name)
        # The file to fill in, which this app gives out, has a line for each ward: an empty one is in none.
        is_ours = LocalityColumn.WARD_SET in self.columns
        # Of more names than gaps, each stands for its own row.
        is_once = 2 * len(filled) <= len(names) and all(times == 1 for times in filled.values())
        return bool(names and names[0]) and is_once and not is_ours

    def _read_row(self, row: int, name: str) -> None:
        """The ward of a row in its locality; each cell is read, so that one that is wrong hides no other."""
        wanted = self._is_of_set(row)
        fault = name_fault(name) if name else None
        if fault:
            self._problem("no name", fault, self._cell(row, LocalityColumn.LOCALITY))
        ward = self._ward(row) if wanted else None
        if ward is None or fault:
            return
        cell = self._ward_cell(row)
        first = self._cells.setdefault(ward.code, cell)
        if first != cell:
            self._problem(
                "ward twice", f"{ward.name} stands in {first} already. Keep one of the two rows.", cell
            )
        # "Harrowgate Hill" with no locality beside it is in none, which is allowed (decision 56).
        elif name:
            self._grouping[ward.code] = name

    def _is_of_set(self, row: int) -> bool:
        column = LocalityColumn.WARD_SET
        text = self._text(row, column) if column in self.columns else ""
        if text.casefold() in {"", self.ward_set.key.casefold(), self.ward_set.title.casefold()}:
            return True
        message = (
            f"this is not the ward set chosen, {self.ward_set.key}. Choose that one, or take the row out."
        )
        self._problem("another ward set", message, self._cell(row, column))
        return False

    def _names(self, row: int) -> list[tuple[LocalityColumn, str]]:
        """The ward's name and its code, of which one is enough."""
        return [
            (column, text)
            for column in (LocalityColumn.WARD, LocalityColumn.CODE)
            if column in self.columns and (text := self._text(row, column))
        ]

    def _ward(self, row: int) -> Ward | None:
        names = self._names(row)
        wards: set[Ward] = set()
        for column, text in names:
            named = _wards(text, self.ward_set)
            wards |= named
            if not named:
                message = f"this is none of the {self.ward_set.title}. Write its name or its code (E05…)."
                self._problem("unknown ward", message, self._cell(row, column))
                return None
        if not names:
            message = "no ward stands here. Write its name or its code (E05…), or take the row out."
            self._problem("unknown ward", message, self._ward_cell(row))
        if len(wards) > 1:
            message = "name and code are of two wards. Correct one of them, or take it out."
            self._problem("two wards", message, self._cell(row, names[-1][0]))
        return wards.pop() if len(wards) == 1 else None

    def _ward_cell(self, row: int) -> Cell:
        return self._cell(
            row, LocalityColumn.WARD if LocalityColumn.WARD in self.columns else LocalityColumn.CODE
        )

    def _text(self, row: int, column: LocalityColumn) -> str:
        value = self.sheet.at(row, self.columns[column])
        # A locality "3" is no name, and says so; read as nothing, its wards would silently be in none.
        return plain(value) if isinstance(value, str) else written(value)

    def _cell(self, row: int, column: LocalityColumn) -> Cell:
        return self.sheet.cell(row, self.columns[column])

    def _problem(self, code: str, message: str, cell: Cell) -> None:
        self._problems.append(Problem(code, f"{cell}: {message}", cell))
