"""What the readers of one return write into: figures, problems and notes."""

from dataclasses import dataclass, field

from probation_commission.domain.months import MonthFault
from probation_commission.domain.returns import Cell, Figure, Problem
from probation_commission.intake.cells import Fault, numbers
from probation_commission.intake.files import Value

MOST_PROBLEMS = 1_000
"""Of one file, each with its sentence; of the rest it is only said how many there are."""


@dataclass(slots=True)
class Findings:
    """All that was found in one file so far."""

    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unlisted: int = 0
    """Problems beyond the first `MOST_PROBLEMS`."""

    def problem(self, code: str, message: str, cell: Cell | None = None) -> None:
        """Add a problem; its sentence begins with the cell."""
        self._add(Problem(code, f"{cell}: {message}" if cell else message, cell))

    def _add(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.unlisted += 1

    def count(self, value: Value, cell: Cell) -> int | None:
        """The count in a cell; None, and a problem, if it is none."""
        found = numbers.count(value)
        if isinstance(found, Fault):
            self._add(Problem(found.code, f"{cell} {found.message}", cell))
            return None
        return found

    def disagree(self, what: str, one: Figure, other: Figure) -> bool:
        """Add a problem if two figures that say the same differ, and return whether they do."""
        if one.value == other.value:
            return False
        message = (
            f"{what}: {one.cell} says {one.value:g}, but {other.cell} says {other.value:g}. "
            "These two totals disagree: correct one of them."
        )
        self._add(Problem("totals disagree", message, other.cell))
        return True

    def refuse_month(self, fault: MonthFault | None, cell: Cell | None = None) -> None:
        """Add a problem if something is wrong with a month."""
        if fault:
            self.problem(*fault, cell)
