"""What somebody who reads all that is shown can work out of what is not, by integer programming.

Every count is a whole number of at least none; the sums hold; what is shown lies between its bounds.
For each count that is not shown the smallest and largest value that all this allows is found. It is safe
where they are at least two apart. The tables are networks (rows by columns, each with its totals), so
every whole number between the two is possible as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from probation_commission.disclosure.table import Table

APART = 2
"""Three possible values."""
_ROUNDS, _BARREN = 30, 2
_SEED = 7
_WHOLE = 1e-6
Vector: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Target:
    """A count that must stay uncertain: a cell, or (`whole` given) the whole without the cell."""

    cell: int
    whole: int | None = None


class Audit:
    """The possible values of a table's counts, given what is shown of each: `low` and `high`."""

    def __init__(self, table: Table, low: Vector, high: Vector) -> None:
        self.values = np.array([cell.value for cell in table.cells], dtype=float)
        self._size = len(table.cells)
        self._bounds = Bounds(low, np.minimum(high, 2 * self.values.sum() + 100))
        self._sums = LinearConstraint(_matrix(table), 0, 0) if table.sums else ()
        self._random = np.random.default_rng(_SEED)

    def pinned(self, targets: Sequence[Target]) -> list[Target]:
        """The targets that can be worked out to fewer than three possible values."""
        if not targets:
            return []
        rows = self._rows(targets)
        least = most = rows @ self.values
        open_, barren = np.ones(len(targets), dtype=bool), 0
        for _ in range(_ROUNDS):
            before = open_.sum()
            for solution in self._sample(rows[open_]):
                seen = rows @ solution
                least, most = np.minimum(least, seen), np.maximum(most, seen)
            open_ = most - least < APART
            barren = barren + 1 if open_.sum() == before else 0
            if not open_.any() or barren == _BARREN:
                break
        return [
            targets[at]
            for at in np.flatnonzero(open_).tolist()
            if not self._spreads(rows[[at]].toarray()[0], least[at], most[at])
        ]

    def _sample(self, rows: Any) -> list[Vector]:  # noqa: ANN401 (scipy's sparse arrays have no common type)
        """Two tables that could be behind what is shown, far from each other in the counts asked for."""
        weights = self._random.uniform(0.2, 1, rows.shape[0]) * self._random.choice([-1, 1], rows.shape[0])
        return [self._solve(sign * (weights @ rows)) for sign in (1, -1)]

    def _spreads(self, row: Vector, least: float, most: float) -> bool:
        """Whether one count has three possible values: first its largest, then its smallest."""
        most = max(most, float(row @ self._solve(-row)))
        return most - least >= APART or most - min(least, float(row @ self._solve(row))) >= APART

    def _solve(self, cost: Vector) -> Vector:
        """The table of whole numbers with the least cost; a network has it without being asked for."""
        solution = self._least(cost, whole=False)
        nearest: Vector = np.round(solution)
        return (
            nearest if np.abs(solution - nearest).max() < _WHOLE else np.round(self._least(cost, whole=True))
        )

    def _least(self, cost: Vector, *, whole: bool) -> Vector:
        kinds = np.full(self._size, int(whole))
        found = milp(cost, bounds=self._bounds, constraints=self._sums, integrality=kinds)
        if found.x is None:
            raise ArithmeticError(f"No table fits what is shown: {found.message}")
        solution: Vector = found.x
        return solution

    def _rows(self, targets: Sequence[Target]) -> Any:  # noqa: ANN401 (as above)
        entries = [(at, one.cell, 1.0 if one.whole is None else -1.0) for at, one in enumerate(targets)]
        entries += [(at, one.whole, 1.0) for at, one in enumerate(targets) if one.whole is not None]
        at, column, sign = zip(*entries, strict=True)
        return csr_array((sign, (at, column)), shape=(len(targets), self._size))


def _matrix(table: Table) -> Any:  # noqa: ANN401 (as above)
    entries = [
        (number, cell, sign)
        for number, (whole, parts) in enumerate(table.sums)
        for cell, sign in ((whole, 1.0), *((part, -1.0) for part in parts))
    ]
    at, column, sign = zip(*entries, strict=True)
    return csr_array((sign, (at, column)), shape=(len(table.sums), len(table.cells)))
