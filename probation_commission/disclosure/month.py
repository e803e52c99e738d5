"""Everything that is published of an area's month, as one table: places by RAG with all totals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from probation_commission.analysis import iom as analysis
from probation_commission.analysis.iom import IN_NO_ROW
from probation_commission.disclosure.table import Cell, Role, Table
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.places import PlaceKind

LOCALITY = "locality"
Key = tuple[int, str]
"""A row of `Month.places` (-1: the whole area) and a column: "all", or a RAG."""
_REST = "others"
_RAGS = [rag.value for rag in Rag]


@dataclass(frozen=True)
class Month:
    """The places of a month with their names, and the table of their counts; `keys`: a cell's place in it."""

    places: pd.DataFrame
    table: Table
    keys: dict[Key, int]
    counts: Mapping[Key, float]
    """What stands in the return, by key; a key that is missing has no figure."""


def by_place(figures: pd.DataFrame, month: date, localities: pd.DataFrame | None = None) -> Month:
    """The month by ward, or by locality where these are given (ward_code, locality).

    `figures` as `store.returns.figures` gives them for one area. The last place is those in no row.
    """
    rows = _rows(analysis.places(figures, month), localities)
    of_area = analysis.totals(figures)
    totals = of_area[of_area.month == month][COUNTS].iloc[0]
    missing = (totals - rows[COUNTS].sum(min_count=1).fillna(0)).clip(lower=0)
    last = pd.DataFrame([{"kind": IN_NO_ROW, "code": "", "place": "", **missing}])
    places = pd.concat([rows, last], ignore_index=True) if len(rows) else last
    builder = _Builder(places, totals)
    builder.build()
    return Month(places, builder.table(), builder.keys, builder.counts)


def _rows(found: pd.DataFrame, localities: pd.DataFrame | None) -> pd.DataFrame:
    """A row for each ward (or locality) and each other place: kind, code, place and the counts."""
    on_map = found[found.place_kind == PlaceKind.WARD].rename(columns={"ward_code": "code"})
    kind = PlaceKind.WARD.value
    if localities is not None:
        names = localities.set_index("ward_code").locality
        on_map, kind = on_map.assign(code=on_map.code.map(names).fillna("")), LOCALITY
    wards = on_map.groupby("code")[COUNTS].sum(min_count=1).reset_index().assign(kind=kind, place="")
    beside = found[found.place_kind != PlaceKind.WARD].rename(
        columns={"place_kind": "kind", "place_text": "place", "ward_code": "code"}
    )
    columns = ["kind", "code", "place", *COUNTS]
    parts = [part[columns] for part in (wards, beside) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


@dataclass
class _Builder:
    places: pd.DataFrame
    totals: "pd.Series[float]"
    cells: list[Cell] = field(default_factory=list)
    keys: dict[Key, int] = field(default_factory=dict)
    counts: dict[Key, float] = field(default_factory=dict)
    sums: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    wholly: list[tuple[int, int]] = field(default_factory=list)
    forced: set[int] = field(default_factory=set)

    @property
    def last(self) -> int:
        """The row of those in no row."""
        return len(self.places) - 1

    def build(self) -> None:
        """Find every cell and every sum, and hide what does not add up."""
        self.given = [rag for rag in _RAGS if self.places[rag][:-1].notna().any()]
        for row, column, count in self._all_counts():
            self.counts[row, column] = count
            self.keys[row, column] = self._add(count, _role(row, column), row, column)
        if (-1, ALL) not in self.keys:
            return
        self._headline()
        for row in range(len(self.places)):
            self._across(row)
        for column in (ALL, *self.given):
            self._down(column)

    def _all_counts(self) -> Iterable[tuple[int, str, float]]:
        for column in COUNTS:
            if pd.notna(self.totals[column]):
                yield -1, column, self.totals[column]
        for row, counts in enumerate(self.places[[ALL, *self.given]].to_dict("records")):
            yield from ((row, str(name), count) for name, count in counts.items() if pd.notna(count))

    def _add(self, count: float, role: Role, row: int, column: str) -> int:
        self.cells.append(Cell(round(count), role, row, -1 if column == ALL else self._number(column)))
        return len(self.cells) - 1

    def _number(self, column: str) -> int:
        return [*_RAGS, _REST].index(column)

    def _headline(self) -> None:
        parts = [self.keys[-1, rag] for rag in _RAGS if (-1, rag) in self.keys]
        self._sum(self.keys[-1, ALL], parts, -1, complete=len(parts) == len(_RAGS))

    def _across(self, row: int) -> None:
        """All of a place are its RAGs, and whoever has none that is given."""
        parts = [self.keys[row, rag] for rag in self.given if (row, rag) in self.keys]
        if (row, ALL) not in self.keys or not parts:
            return
        whole = self.keys[row, ALL]
        complete = len(parts) == len(_RAGS)
        if not self._sum(whole, parts, row, complete=complete) and row == self.last:
            self.forced |= {p for key, p in self.keys.items() if key[0] >= 0 and key[1] in self.given}
        if row != self.last and not (complete and len(parts) == 1):
            self._note_wholly(whole, parts)

    def _down(self, column: str) -> None:
        """A column's total is its places, with those in no row; more in the rows than that is a mistake."""
        parts = [self.keys[row, column] for row in range(len(self.places)) if (row, column) in self.keys]
        if (-1, column) not in self.keys or not parts:
            return
        whole = self.keys[-1, column]
        if sum(self.cells[part].value for part in parts) == self.cells[whole].value:
            self.sums.append((whole, tuple(parts)))
            self._note_wholly(whole, [part for part in parts if self.cells[part].row != self.last])
        elif column == ALL:
            self.forced |= {position for (row, _), position in self.keys.items() if row >= 0}
        else:
            self.forced |= set(parts)

    def _sum(self, whole: int, parts: list[int], row: int, *, complete: bool) -> bool:
        """Note that the parts and the rest are the whole; or hide the parts, where they can't be."""
        rest = self.cells[whole].value - sum(self.cells[part].value for part in parts)
        if rest < 0 or (complete and rest):
            self.forced |= set(parts)
            return False
        if not complete:
            parts = [*parts, self._add(rest, Role.IMPLIED, row, _REST)]
        self.sums.append((whole, tuple(parts)))
        return True

    def _note_wholly(self, whole: int, parts: list[int]) -> None:
        everyone = self.cells[whole].value
        self.wholly += [(whole, part) for part in parts if self.cells[part].value == everyone > 0]

    def table(self) -> Table:
        """The table of all that was found."""
        mapped = [
            self.keys[row, ALL]
            for row, kind in enumerate(self.places.kind)
            if kind in {PlaceKind.WARD, LOCALITY} and (row, ALL) in self.keys
        ]
        return Table(
            tuple(self.cells), tuple(self.sums), tuple(self.wholly), tuple(sorted(self.forced)), tuple(mapped)
        )


def _role(row: int, column: str) -> Role:
    if row < 0:
        return Role.WHOLE if column == ALL else Role.HEADLINE
    return Role.PLACE if column == ALL else Role.INSIDE
