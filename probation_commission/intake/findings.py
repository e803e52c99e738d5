"""What the readers of one return write into: figures, problems and notes."""

from dataclasses import dataclass, field

from probation_commission.domain.months import MonthFault
from probation_commission.domain.returns import Cell, Figure, Problem, may_be_equal
from probation_commission.intake.cells import Fault, WrittenCount, counts
from probation_commission.intake.files import Value

MOST_PROBLEMS = 1_000
"""Of one file, each with its sentence; of the rest it is only said how many there are."""

MOST_ASKED = 20
"""Places of one file that are no ward; a file with more of them is of another area, or no return."""


UNKNOWN_AREA = (
    "names no area covered here. Write the local authority's name as the ONS does; an admin adds one that is "
    "not covered yet on the page Areas."
)


@dataclass(slots=True)
class Findings:
    """All that was found in one file so far."""

    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    blanks: list[Figure] = field(default_factory=list)
    """What stands for a cell left empty beside a place (`Return.blanks`)."""
    left_out: list[str] = field(default_factory=list)
    """What was not read, and is part of no return that could say so."""
    unlisted: int = 0
    """Problems beyond the first `MOST_PROBLEMS`."""
    # By their text, which is somebody's for all we know: asked about by its cell alone (decision 122).
    _unknown_places: dict[str, Cell] = field(default_factory=dict, repr=False)
    _unplaced: dict[str, Cell] = field(default_factory=dict, repr=False)

    def problem(self, code: str, message: str, cell: Cell | None = None) -> None:
        """One more problem; its sentence begins with the cell."""
        self._add(Problem(code, f"{cell}: {message}" if cell else message, cell))

    def unknown_place(self, text: str, cell: Cell) -> Cell | None:
        """The cell by which a place is asked about; None beyond the first `MOST_ASKED` of a file."""
        if text not in self._unknown_places and len(self._unknown_places) >= MOST_ASKED:
            self._unplaced.setdefault(text, cell)
            return None
        return self._unknown_places.setdefault(text, cell)

    def refuse_unplaced(self) -> None:
        """One problem, where so many places are unknown that something else is wrong with the file."""
        cells = [*self._unknown_places.values(), *self._unplaced.values()]
        if not self._unplaced:
            return
        message = (
            f"{len(cells)} different texts in the column of wards are no ward known here, from {cells[0]} "
            f"to {cells[-1]}. Up to {MOST_ASKED} are asked about one by one; of so many something else is "
            "wrong. Most likely the file is of an area that is not known here, or that column holds other "
            "things (estates, teams, streets): choose the column that holds the wards, or write their names "
            "as the ONS does."
        )
        self._add(Problem("unknown wards", message, cells[0]))

    def _add(self, problem: Problem) -> None:
        # A CSV of 250,000 rows with a month that slipped would have as many sentences (decision 51).
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.unlisted += 1

    def count(self, value: Value, cell: Cell) -> WrittenCount | None:
        """What a cell says of a count, which may be empty; None, and a problem, if it holds none.

        What was made of an unusual spelling is noted.
        """
        written = counts.count(value)
        if isinstance(written, Fault):
            self._add(Problem(written.code, f"{cell} {written.message}", cell))
            return None
        if written.note:
            self.notes.append(f"{cell}: {written.note}")
        return written

    def disagree(self, what: str, first: Figure, second: Figure) -> bool:
        """Whether two figures of the same thing cannot both be true, which is a problem then."""
        if may_be_equal(first, second):
            return False
        message = (
            f"{what}: {first.cell} says {first}, but {second.cell} says {second}. "
            "These two totals disagree: correct one of them."
        )
        self._add(Problem("totals disagree", message, second.cell))
        return True

    def refuse_month(self, fault: MonthFault | None, cell: Cell | None = None) -> None:
        """A problem more, if something is wrong with a month."""
        if fault:
            self.problem(*fault, cell)
