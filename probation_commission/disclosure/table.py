"""A table of counts as the engine sees it: cells without names, and the sums that hold between them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Any


class Role(IntEnum):
    """What a cell is, from what is hidden first to what is hidden last."""

    IMPLIED = 0
    """Never shown, but what the others leave: those of a ward who are not red."""
    INSIDE = 1
    PLACE = 2
    """All of one place: the total of a row."""
    HEADLINE = 3
    """One RAG of the whole area."""
    WHOLE = 4
    """The whole cohort."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, its role, and its row and column (-1: the total of all)."""

    value: int
    role: Role
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Table:
    """Counts that are published together.

    `sums`: (whole, parts), positions in `cells`, each true of the counts. `wholly`: (whole, part) where
    everyone of a row or column is in one cell. `forced`: cells that are hidden whatever they hold,
    because a sum that readers would take for granted does not hold. `mapped`: the totals of the places
    on the map.
    """

    cells: tuple[Cell, ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    wholly: tuple[tuple[int, int], ...] = ()
    forced: tuple[int, ...] = ()
    mapped: tuple[int, ...] = ()

    def positions(self, *roles: Role) -> list[int]:
        """Where the cells of these roles are."""
        return [position for position, cell in enumerate(self.cells) if cell.role in roles]

    @property
    def published(self) -> list[int]:
        """Where the cells are that a reader is told of."""
        return [position for position, cell in enumerate(self.cells) if cell.role is not Role.IMPLIED]

    def row(self, number: int) -> list[int]:
        """Where the inside cells of a row are."""
        return [p for p in self.positions(Role.INSIDE) if self.cells[p].row == number]

    def column(self, number: int) -> list[int]:
        """Where the cells of a column are; -1: the totals of all rows."""
        roles = (Role.PLACE,) if number < 0 else (Role.INSIDE,)
        return [p for p in self.positions(*roles) if self.cells[p].column == number]

    def plain(self) -> dict[str, Any]:
        """The table as lists and numbers."""
        return asdict(self)


def table(plain: dict[str, Any]) -> Table:
    """The table of what `Table.plain` gave."""
    cells = tuple(Cell(one["value"], Role(one["role"]), one["row"], one["column"]) for one in plain["cells"])
    sums = tuple((whole, tuple(parts)) for whole, parts in plain["sums"])
    return Table(cells, sums, _pairs(plain["wholly"]), tuple(plain["forced"]), tuple(plain["mapped"]))


def _pairs(plain: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((whole, part) for whole, part in plain)
