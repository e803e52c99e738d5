"""Localities from a CSV: columns locality (empty: in none), ward (name or code) and, if wanted, ward_set."""

from dataclasses import dataclass, field

from probation_commission.domain.localities import faults, name_fault
from probation_commission.domain.places import Ward, WardSet, bare
from probation_commission.domain.returns import Cell, Problem
from probation_commission.intake.files import FileRefusedError, Sheet, shown
from probation_commission.intake.files import sheets as spreadsheet
from probation_commission.intake.people import signs

COLUMNS = ("locality", "ward")
_WARD_SET = "ward_set"


@dataclass(frozen=True, slots=True)
class ProposedGrouping:
    """What a file says: the locality of each ward by code, or what is wrong with it, all at once."""

    grouping: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read(content: bytes, ward_set: WardSet) -> ProposedGrouping:
    """The localities of that ward set; never raises for what is in the file."""
    try:
        _, sheets = spreadsheet.sheets(content)
        sheet = shown(sheets)[0]
    except FileRefusedError as refusal:
        return ProposedGrouping(problems=(refusal.problem,))
    # A spreadsheet of wards can have a second sheet with people: it is refused whole (decision 1).
    if people := signs.problem(sheets):
        return ProposedGrouping(problems=(people,))
    heading = next((row for row in range(len(sheet.rows)) if not sheet.is_blank(row)), 0)
    columns = {
        sheet.text(heading, column).casefold().replace(" ", "_"): column
        for column in range(len(sheet.rows[heading]) if sheet.rows else 0)
    }
    if missing := [name for name in COLUMNS if name not in columns]:
        message = f"The first row lacks the columns: {', '.join(missing)}. It has {', '.join(COLUMNS)}."
        return ProposedGrouping(problems=(Problem("missing column", message),))
    reader = _Reader(sheet, columns, ward_set)
    for row in range(heading + 1, len(sheet.rows)):
        if not sheet.is_blank(row):
            reader.read_row(row)
    return reader.proposed()


@dataclass(slots=True)
class _Reader:
    sheet: Sheet
    columns: dict[str, int]
    ward_set: WardSet
    _grouping: dict[str, str] = field(default_factory=dict)
    _cells: dict[str, Cell] = field(default_factory=dict)
    _problems: list[Problem] = field(default_factory=list)

    def read_row(self, row: int) -> None:
        """The ward of a row in its locality; each cell is read, so that one that is wrong hides no other."""
        wanted = self._is_of_set(row)
        name = self._locality(row)
        ward = self._ward(row) if wanted else None
        if ward is None or name is None:
            return
        cell = self._cell(row, "ward")
        first = self._cells.setdefault(ward.code, cell)
        if first != cell:
            self._problem(
                "ward twice", f"{ward.name} stands in {first} already. Keep one of the two rows.", cell
            )
        # "Harrowgate Hill" with no locality beside it is in none, which is allowed (decision 56).
        elif name:
            self._grouping[ward.code] = name

    def proposed(self) -> ProposedGrouping:
        """What was read; with any problem, nothing of it."""
        # Localities are saved all together (decision 55), so one wrong row leaves none of them.
        if not self._problems and not self._grouping:
            self._problems.append(
                Problem("no rows", "No ward of this file is in a locality. Fill it in and load it again.")
            )
        self._problems += [Problem("names alike", fault) for fault in faults(self._grouping, self.ward_set)]
        return (
            ProposedGrouping(problems=tuple(self._problems))
            if self._problems
            else ProposedGrouping(self._grouping)
        )

    def _is_of_set(self, row: int) -> bool:
        text = self._text(row, _WARD_SET) if _WARD_SET in self.columns else ""
        if text.casefold() in {"", self.ward_set.key.casefold(), self.ward_set.title.casefold()}:
            return True
        message = (
            f"this is not the ward set chosen, {self.ward_set.key}. Choose that one, or take the row out."
        )
        self._problem("another ward set", message, self._cell(row, _WARD_SET))
        return False

    def _locality(self, row: int) -> str | None:
        """The name; empty for a ward in none, None for what is no name."""
        name = self._text(row, "locality")
        fault = name_fault(name) if name else None
        if fault:
            self._problem("no name", fault, self._cell(row, "locality"))
        return None if fault else name

    def _ward(self, row: int) -> Ward | None:
        text, cell = self._text(row, "ward"), self._cell(row, "ward")
        named = [
            ward for ward in self.ward_set.wards if text.upper() == ward.code or bare(ward.name) == bare(text)
        ]
        if not named:
            message = f"this is none of the {self.ward_set.title}. Write its name or its code (E05…)."
            self._problem("unknown ward", message, cell)
        return named[0] if named else None

    def _text(self, row: int, name: str) -> str:
        return self.sheet.text(row, self.columns[name])

    def _cell(self, row: int, name: str) -> Cell:
        return self.sheet.cell(row, self.columns[name])

    def _problem(self, code: str, message: str, cell: Cell) -> None:
        self._problems.append(Problem(code, f"{cell}: {message}", cell))
