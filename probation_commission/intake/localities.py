"""Localities from a file: the locality of each ward of one set, or all that is wrong at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from probation_commission.domain.localities import faults, name_fault
from probation_commission.domain.places import Authority, Ward, WardSet, bare
from probation_commission.domain.returns import Cell, Problem
from probation_commission.domain.words import listed
from probation_commission.intake import known_files
from probation_commission.intake.cells import forget
from probation_commission.intake.fault import ReadingError, without_words
from probation_commission.intake.files import FileRefusedError, Sheet, column_letters, notes, shown
from probation_commission.intake.files import sheets as spreadsheet
from probation_commission.intake.people import signs
from probation_commission.intake.tables import headed_wards
from probation_commission.intake.tables import localities as tables

_NEEDED = (
    "It needs a column “locality” (or AAP, area partnership, neighbourhood) and a column “ward” "
    "(or ward name, ward code, electoral division, WD25CD, WD25NM)"
)
_NO_ROWS = "No ward of this file is in a locality. Fill it in and load it again."

_HEADED = (
    "No column of localities was found: the name over the wards, or of their sheet, was taken for theirs."
)


@dataclass(frozen=True, slots=True)
class ProposedGrouping:
    """What a file says: the locality of each ward by code, or what is wrong with it, all at once.

    `notes` say what was made of it that a person may not expect; `choices` are to be made first. `let_go`:
    the file itself is not to be held in memory, because it is about people or could not be looked into.
    """

    grouping: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[tables.Choice, ...] = ()
    let_go: bool = False


def read(
    content: bytes, ward_set: WardSet, chosen: Collection[str] = (), others: Iterable[Authority] = ()
) -> ProposedGrouping:
    """The localities of that ward set; never raises for what is in the file.

    `chosen`: the cells of the headings of the columns that somebody chose (`Choice`). `others`: authorities
    whose wards are left out of a file that has them too.
    Raises `ReadingError` where this code is wrong, so that no log shows what was being read.
    """
    try:
        elsewhere = (name for other in others for name in (other.code, other.name))
        return _read(content, tables.LocalityWords(ward_set, frozenset(map(bare, elsewhere))), chosen)
    except FileRefusedError as refusal:
        return _refused(refusal.problem)
    except Exception as error:  # noqa: BLE001 (its words may be somebody's, decision 50)
        fault = without_words(error)
    finally:
        forget()
    raise ReadingError(fault)


def _refused(problem: Problem) -> ProposedGrouping:
    """A file that was refused whole: it may hold people, so nothing of it stays (decision 49)."""
    return ProposedGrouping(problems=(problem,), let_go=True)


def _read(content: bytes, words: tables.LocalityWords, chosen: Collection[str]) -> ProposedGrouping:
    known_files.refuse_content(content)
    _, every, rows = spreadsheet.opened(content)
    hidden = notes(every, rows)
    every = (Sheet("", rows.whole()),) if rows else every
    visible = shown(every)
    # A spreadsheet of wards can have a second sheet with people, even hidden: refused whole (decision 1).
    if people := signs.problem(tables.wards_named(sheet, words) for sheet in every):
        return _refused(people)
    found = tables.tables_in(tuple(tables.wards_named(sheet, words) for sheet in visible), words)
    if not found and (headed := headed_wards.read(visible, words)).is_sure:
        return _of_headed(headed, _Reader(words, list(hidden)))
    if not found:
        return ProposedGrouping(problems=(_not_recognised(visible[0], words),), notes=hidden)
    if choices := tuple(choice for table in found for choice in table.choices(chosen)):
        return ProposedGrouping(choices=choices, notes=hidden)
    reader = _Reader(words, list(hidden))
    for table in found:
        reader.read(tables.LocalityRows(table.block, table.chosen(chosen), words))
    return reader.proposed()


def _of_headed(headed: headed_wards.HeadedWards, reader: "_Reader") -> ProposedGrouping:
    """The localities whose names stand over their wards, all of them told."""
    names = listed(headed.localities)
    reader.notes.append(
        f"No column of localities was found. The names over the wards were taken for them: {names}."
    )
    reader.notes += [f"{cell} names no ward and is a note: it was not read." for cell in headed.unread]
    for cell in headed.misspelt:
        reader.tell_unknown(cell)
    for ward in headed.wards:
        reader.put(ward.ward, ward.locality, ward.cell)
    return reader.proposed()


def _not_recognised(sheet: Sheet, words: tables.LocalityWords) -> Problem:
    heading = next((row for row in range(len(sheet.rows)) if not sheet.is_blank(row)), 0)
    width = len(sheet.rows[heading]) if sheet.rows else 0
    named = {words.meaning(sheet.text(heading, column)).field for column in range(width)}
    if tables.LocalityColumn.LOCALITY in named and named & set(tables.WARDS):
        return Problem("no rows", _NO_ROWS)
    seen = ", ".join(
        f"{column_letters(column)} {tables.repeated(sheet.text(heading, column))}"
        for column in range(width)
        if sheet.at(heading, column) != ""
    )
    message = f"Its columns are not known here: {seen or 'it has none'}. {_NEEDED}. Rename the headings."
    return Problem("missing column", message)


@dataclass(slots=True)
class _Reader:
    words: tables.LocalityWords
    notes: list[str]
    _grouping: dict[str, str] = field(default_factory=dict)
    _cells: dict[str, Cell] = field(default_factory=dict)
    _named: dict[str, str] = field(default_factory=dict)
    """The locality of each ward that was read, "" for none."""
    _problems: list[Problem] = field(default_factory=list)

    def read(self, table: tables.LocalityRows) -> None:
        """The localities of a table, added to those before."""
        rows = list(table.filled(self.notes))
        kept_down = table.is_written_once(rows)
        above = ""
        for row in rows:
            if not self._is_read(table, row):
                continue
            own = "" if table.is_in_none(row) else table.text(row, tables.LocalityColumn.LOCALITY)
            above = own or above
            name = above if kept_down and not table.is_in_none(row) else own
            # "East" in a row of its own heads the wards below it.
            if not (kept_down and own and not table.names(row)):
                self._read_row(table, row, name)
        if kept_down:
            letters = column_letters(table.columns[tables.LocalityColumn.LOCALITY])
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

    def _read_row(self, table: tables.LocalityRows, row: int, name: str) -> None:
        """The ward of a row in its locality; each cell is read, so that one that is wrong hides no other."""
        wanted = self._is_of_set(table, row)
        fault = name_fault(name) if name else None
        if fault:
            self._problem("no name", fault, table.cell(row, tables.LocalityColumn.LOCALITY))
        wards = self._wards(table, row) if wanted and not fault else set()
        for ward in sorted(wards, key=lambda ward: ward.code):
            self.put(ward, name, table.ward_cell(row))

    def put(self, ward: Ward, name: str, cell: Cell) -> None:
        """A ward in its locality, or in none; in two it is a problem."""
        first = self._cells.setdefault(ward.code, cell)
        if first != cell and self._named[ward.code] == name:
            self.notes.append(f"{cell}: {ward.name} stands in {first} with the same locality: read once.")
        elif first != cell:
            self._problem(
                "ward twice", f"{ward.name} stands in {first} already. Keep one of the two rows.", cell
            )
        self._named.setdefault(ward.code, name)
        # "Harrowgate Hill" with no locality beside it is in none, which is allowed (decision 56).
        if name and first == cell:
            self._grouping[ward.code] = name

    def tell_unknown(self, cell: Cell) -> None:
        """A problem: what stands there is no ward."""
        title = self.words.ward_set.title
        message = f"this is none of the {title}. Write its name or its code (E05…)."
        self._problem("unknown ward", message, cell)

    def _is_read(self, table: tables.LocalityRows, row: int) -> bool:
        """Whether a row is read; one of another authority, or a total over others, is left out and noted."""
        if table.is_elsewhere(row):
            self.notes.append(f"Row {row + 1} is of another authority: it was not read.")
            return False
        if table.adds_up(row):
            self.notes.append(f"Row {row + 1} is a total: it was not read.")
            return False
        return True

    def _is_of_set(self, table: tables.LocalityRows, row: int) -> bool:
        ward_set = self.words.ward_set
        text = table.text(row, tables.LocalityColumn.WARD_SET)
        if text.casefold() in {"", ward_set.key.casefold(), ward_set.title.casefold()}:
            return True
        message = f"this is not the ward set chosen, {ward_set.key}. Choose that one, or take the row out."
        self._problem("another ward set", message, table.cell(row, tables.LocalityColumn.WARD_SET))
        return False

    def _wards(self, table: tables.LocalityRows, row: int) -> set[Ward]:
        """The ward of a row, or those that its cell lists; none where something is wrong, which is said."""
        names = table.names(row)
        each = [self.words.wards(text) or self.words.several(text) for _, text in names]
        for (column, _), named in zip(names, each, strict=True):
            if not named:
                self.tell_unknown(table.cell(row, column))
                return set()
        if not names:
            message = "no ward stands here. Write its name or its code (E05…), or take the row out."
            self._problem("unknown ward", message, table.ward_cell(row))
            return set()
        one = len(each[0]) == 1 or bool(self.words.several(names[0][1]))
        if not one or any(named != each[0] for named in each):
            message = "name and code are of two wards. Correct one of them, or take it out."
            self._problem("two wards", message, table.cell(row, names[-1][0]))
            return set()
        return each[0]

    def _problem(self, code: str, message: str, cell: Cell) -> None:
        self._problems.append(Problem(code, f"{cell}: {message}", cell))
