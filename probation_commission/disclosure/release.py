"""An area's month as one audience may see it: the one door between the counts and everything drawn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.audit import NO_END, Bounds
from probation_commission.disclosure.exactly import by_reason, exactly
from probation_commission.disclosure.month import KINDS, LARGE, LOCALITY, Month, months, stacked
from probation_commission.disclosure.partnership import PartnershipMonth
from probation_commission.disclosure.released import (
    AREA,
    HIDDEN,
    MISSING,
    NOT_GIVEN,
    CellKey,
    CellState,
    Released,
    added_up,
    between,
)
from probation_commission.disclosure.rounding import rounded
from probation_commission.disclosure.rules import Rule, Rules
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.localities import (
    NO_GROUPING,
    Grouping,
    GroupingInForce,
    GroupingsInForce,
    in_order,
    of_month,
)
from probation_commission.domain.places import PLACE_LABELS, PlaceKind, WardSet
from probation_commission.geography.gazetteer import gazetteer


@dataclass(frozen=True, slots=True)
class Ground:
    """Where an area's counts lie: its wards in a month, and the localities in force in it."""

    area_code: str
    wards: Callable[[date], WardSet | None]
    localities: Callable[[date], GroupingInForce]


def ground(area_code: str, groupings: GroupingsInForce, figures: pd.DataFrame) -> Ground:
    """The wards of an area and its localities, as they are in force in each month.

    `figures`: those that are released, which say of each month whether it is made up.
    """
    area = gazetteer().authority(area_code)
    marks = figures.groupby("month").illustrative.all()
    made_up = frozenset(marks.index[marks.astype(bool)])

    def wards(month: date) -> WardSet | None:
        return gazetteer().ward_set(area, month) if area else None

    def localities(month: date) -> GroupingInForce:
        ward_set = wards(month)
        if ward_set is None:
            return NO_GROUPING
        # The grouping of that month and not today's: what was shown stays (decision 74). A made-up one is
        # none of a real month's, and takes no part in what is shown of it (decision 130).
        return of_month(groupings, ward_set.key, month, made_up=month in made_up)

    return Ground(area_code, wards, localities)


@dataclass(frozen=True)
class Release:
    """Everything that an audience is told of a month. What is drawn, written or said comes from here."""

    month: date
    audience: Audience
    rule: Rule
    places: pd.DataFrame
    """kind, code and place of each row: wards, everywhere else, localities."""
    cells: Mapping[CellKey, Released]
    localities_by: GroupingInForce = NO_GROUPING
    """The localities that are shown, as they are in force in the month."""

    @property
    def grouping(self) -> Grouping:
        """The locality of each ward, where localities are shown."""
        return self.localities_by.grouping

    @property
    def invented(self) -> bool:
        """Whether these localities are made up."""
        return self.localities_by.illustrative

    @property
    def exact(self) -> bool:
        """Whether every count is as in the return."""
        return self.audience.exact

    def total(self, column: str = ALL) -> Released:
        """The whole area: all nominals, or one RAG."""
        return self.cells.get((AREA, column), MISSING)

    def wards(self, ward_set: WardSet) -> pd.DataFrame:
        """Every ward of the set: ward_code, ward, residents, locality and a `Released` for each count."""
        rows = self.rows(PlaceKind.WARD)
        names = [
            (ward.code, ward.name, ward.residents, self.grouping.get(ward.code, ""))
            for ward in ward_set.wards
        ]
        frame = pd.DataFrame(names, columns=["ward_code", "ward", "residents", "locality"])
        return self._with_counts(frame, [rows.get(code) for code in frame.ward_code])

    def localities(self, rag: str = ALL) -> pd.DataFrame:
        """Every locality that is shown: locality, wards (how many) and a `Released` for each count.

        Where there are large ones each RAG is told of these alone: they, if `rag` is one.
        """
        large = bool(self.localities_by.larger) and rag != ALL
        rows = self.rows(LARGE if large else LOCALITY)
        sizes = pd.Series(self.localities_by.of(rag), dtype=str).value_counts()
        frame = pd.DataFrame({"locality": list(rows), "wards": [int(sizes.get(name, 0)) for name in rows]})
        return self._with_counts(frame, list(rows.values()))

    def beside(self) -> pd.DataFrame:
        """Those on no ward of the map: why, place and a `Released` for each count; the last: in no row.

        To others than those who see exact counts it is every reason there can be, named or not (decision 65).
        """
        rows = np.flatnonzero(~self.places.kind.isin([PlaceKind.WARD, LOCALITY, LARGE])).tolist()
        frame = self.places.iloc[rows][["kind", "place"]].rename(columns={"kind": "why"})
        frame["why"] = frame.why.replace(PLACE_LABELS)
        return self._with_counts(frame.reset_index(drop=True), rows)

    def rows(self, kind: str) -> dict[str, int]:
        """The row of each place of a kind, by its code."""
        return {
            code: row
            for row, (its_kind, code) in enumerate(zip(self.places.kind, self.places.code, strict=True))
            if its_kind == kind
        }

    def every(self, kind: str, column: str) -> list[Released]:
        """What is told of one column of every place of a kind that has a row."""
        return [self.cells[row, column] for row in self.rows(kind).values()]

    def _with_counts(self, frame: pd.DataFrame, rows: "list[int] | list[int | None]") -> pd.DataFrame:
        columns = {
            column: pd.Series(
                [MISSING if row is None else self.cells.get((row, column), MISSING) for row in rows],
                index=frame.index,
                dtype=object,
            )
            for column in COUNTS
        }
        return frame.assign(**columns)


def releases(
    figures: pd.DataFrame, audience: Audience, rules: Rules, ground: Ground, secret: bytes = b""
) -> dict[date, Release]:
    """The release of each month of one area for an audience; `secret`: by which the public's is rounded.

    `figures` as `store.returns.figures` gives them. None for an audience that is shown nothing of IOM.
    """
    if not audience.sees_iom:
        return {}
    return {
        first_day: release_of(month, audience, rules, ground, secret)
        for first_day, month in months(figures).items()
    }


def release_of(
    month: Month, audience: Audience, rules: Rules, ground: Ground, secret: bytes = b""
) -> Release:
    """The release of one month, for an audience that is shown something of IOM."""
    rule = rules.of(audience, month.month)
    if audience.exact:
        as_it_is = exactly(month)
        if audience is not Audience.MEMBERS:
            return Release(month.month, audience, rule, *as_it_is)
        # What no agreement lifts is told by the partnership's rule to its members, too.
        others = rules.of(Audience.PARTNERSHIP, month.month)
        return Release(month.month, audience, others, *by_reason(*as_it_is))
    shown = _to_partnership(month, rules.of(Audience.PARTNERSHIP, month.month), ground)
    return shown if audience is Audience.PARTNERSHIP else _to_public(shown, rule, ground.area_code, secret)


def _to_partnership(month: Month, rule: Rule, ground: Ground) -> Release:
    ward_set, in_force = ground.wards(month.month), ground.localities(month.month)
    wards = ward_set.wards if ward_set else ()
    names, large = in_order(in_force.grouping), in_order(in_force.larger)
    counts = month.beside() if ward_set is None else stacked(month.by_ward(ward_set), month.beside())
    # The group after the last locality: wards in none, and everywhere that is no ward.
    group = [*_numbered([in_force.grouping.get(ward.code, "") for ward in wards], names)]
    rule_month = PartnershipMonth(
        counts,
        np.array([*group, *[len(names)] * len(KINDS)]),
        month.total,
        rule,
        # The last place is those in no row: where it is the only one, the return names no place at all.
        by_place=len(month.places) > 1,
        larger=np.array(_numbered([in_force.larger[name] for name in names] + [""], large))
        if large
        else None,
    )
    inside = [(PlaceKind.WARD.value, ward.code, ward.name) for ward in wards]
    beside = [(kind, "", "") for kind in KINDS]
    # The order is that of `counts`, then of the localities: cells are numbered by it.
    rows = [
        *inside,
        *beside,
        *((LOCALITY, name, name) for name in names),
        *((LARGE, one, one) for one in large),
    ]
    cells = dict(_cells(rule_month.place_bands, rule_month.places_not_given, 0))
    cells |= _of_localities(rule_month, in_force.larger, names, len(counts.low))
    cells |= dict(_cells(rule_month.area, rule_month.area_not_given, AREA))
    places = pd.DataFrame(rows, columns=["kind", "code", "place"])
    return Release(month.month, Audience.PARTNERSHIP, rule, places, cells, in_force)


def _numbered(names: Sequence[str], order: Sequence[str]) -> list[int]:
    """The number of each name; the one after the last of what is in none."""
    numbers = {name: number for number, name in enumerate(order)}
    return [numbers.get(name, len(order)) for name in names]


def _of_localities(
    month: PartnershipMonth, larger: Mapping[str, str], names: Sequence[str], first: int
) -> dict[CellKey, Released]:
    """The cells of localities and large ones; not of the group of those in none, which is no place."""
    after = first + len(names)
    cells = dict(_cells(month.locality_bands, month.localities_not_given, first))
    small = {key: cell for key, cell in cells.items() if key[0] < after}
    if month.of_larger is None:
        return small
    small = {key: cell for key, cell in small.items() if key[1] == ALL}
    order = in_order(larger)
    by_rag = {
        key: cell
        for key, cell in _cells(month.of_larger.bounds, month.larger_not_given, after)
        if key[0] < after + len(order) and key[1] != ALL
    }
    # Of all nominals of a large one what the small ones say is added up, which tells nothing more.
    sums = {
        (after + number, ALL): added_up(
            small[first + at, ALL] for at, name in enumerate(names) if larger[name] == one
        )
        for number, one in enumerate(order)
    }
    return small | by_rag | sums


def _cells(bounds: Bounds, not_given: NDArray[np.bool_], first: int) -> Iterator[tuple[CellKey, Released]]:
    low = np.column_stack([bounds.least, bounds.low[:, : len(Rag)]]).tolist()
    high = np.column_stack([bounds.most, bounds.high[:, : len(Rag)]]).tolist()
    for row, (lows, highs, are_not) in enumerate(zip(low, high, not_given.tolist(), strict=True)):
        for column, is_not_given, *ends in zip(COUNTS, are_not, lows, highs, strict=True):
            yield (first + row, column), NOT_GIVEN if is_not_given else _range(*ends)


# A month has hundreds of cells and few different ranges; what is kept has no place and no month.
@lru_cache(maxsize=4096)
def _range(low: int, high: int) -> Released:
    if high < NO_END:
        return between(low, high)
    return between(low, None) if low else HIDDEN


def _to_public(shown: Release, rule: Rule, area_code: str, secret: bytes) -> Release:
    """A coarsening of what the partnership sees: wards in wider bands, their sums, a rounded total."""
    places = shown.places[shown.places.kind.isin([PlaceKind.WARD, LOCALITY])]
    whole = shown.total()
    # What the count is of, never which file or version it came in: sent again it is rounded by the same
    # chance (decision 64).
    identity = ("IOM", area_code, f"{shown.month:%Y-%m}", ALL)
    total = whole if whole.number is None else rounded(whole.number, secret, *identity)
    # Never narrower than what the partnership is told, whatever the rules say (decision 73).
    width = max(rule.width, shown.rule.width)
    wards = {code: _wider(shown.cells[row, ALL], width) for code, row in shown.rows(PlaceKind.WARD).items()}
    # Of the public's own bands, so that a locality tells nothing that its wards do not.
    sums = {
        name: added_up(ward for code, ward in wards.items() if shown.grouping.get(code) == name)
        for name in in_order(shown.grouping)
    }
    cells = {(row, ALL): (wards | sums)[code] for row, code in enumerate(places.code)}
    return Release(
        shown.month,
        Audience.PUBLIC,
        rule,
        places.reset_index(drop=True),
        cells | {(AREA, ALL): total},
        shown.localities_by,
    )


def _wider(band: Released, width: int) -> Released:
    """The band of that width that a band lies in; what the partnership is not given, the public is not."""
    if band.state is CellState.NOT_GIVEN:
        return band
    low = band.low // width * width
    return between(low, low + width - 1)
