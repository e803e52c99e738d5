"""What is shown of a region's areas by month: authorities, and units as sums of what is shown of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from probation_commission.disclosure.released import CellState, Released, added_up
from probation_commission.domain.areas import Area
from probation_commission.domain.iom import COUNTS
from probation_commission.domain.places import Whole
from probation_commission.domain.regions import ProbationRegion

NO_RETURN = Released("no return received", CellState.NO_FIGURE)
NOT_DIVIDED = Released("not known by unit", CellState.NOT_GIVEN)
"""Of a unit that has only some of an authority, whose return counts the whole of it."""
SURE, NOT_SURE = "as HMPPS or its name says", "not confirmed"
"""How sure it is which authorities a unit has."""


@dataclass(frozen=True, slots=True)
class AreaTotals:
    """What an audience is shown of an area in a month."""

    counts: Mapping[str, Released] = field(default_factory=dict)
    """All nominals and each RAG; empty where no return was received."""
    residents: int | None = None
    """Of the authorities that sent a return; None where that is not known."""
    residents_from: tuple[str, ...] = ()
    """Where these are from."""
    received: int = 0
    expected: int = 1
    made_up: bool = False
    compared: Mapping[str, Released] = field(default_factory=dict)
    """What a return that compares boroughs says of this one, by the measure's key."""
    together: str = ""
    """The name of the whole whose one return this is of, or is in."""

    def count(self, column: str) -> Released:
        """One count; `NO_RETURN` where there is no return."""
        if self.together and not self.counts:
            return Released(f"in the return of {self.together}", CellState.NOT_GIVEN)
        return self.counts.get(column, NO_RETURN)


NOTHING = AreaTotals()


@dataclass(frozen=True, slots=True)
class RegionArea:
    """An authority or a unit, with what is shown of each of its months."""

    key: str
    name: str
    codes: tuple[str, ...]
    """The authorities that are drawn as it."""
    months: Mapping[date, AreaTotals]
    membership: str = ""
    """Of a unit: how sure it is which authorities it has."""
    units: str = ""
    """Of an authority: the units that it is of."""
    names: str = ""
    """Of a unit: its authorities by name."""
    remark: str = ""
    """Of a unit: what its source leaves open."""

    def of(self, month: date) -> AreaTotals:
        """What is shown of a month."""
        return self.months.get(month, NOTHING)


Shown = Mapping[str, Mapping[date, AreaTotals]]
"""What is shown of each authority, or whole of several, by its code."""


def authority_areas(region: ProbationRegion, shown: Shown) -> list[RegionArea]:
    """Every authority of the region, by name."""
    units = {
        authority.code: ", ".join(unit.name for unit in region.units if authority.code in _codes(unit))
        for authority in region.authorities
    }
    return [
        RegionArea(each.code, each.name, (each.code,), shown.get(each.code, {}), units=units[each.code])
        for each in region.authorities
    ]


def unit_areas(region: ProbationRegion, shown: Shown, wholes: Iterable[Whole] = ()) -> list[RegionArea]:
    """Every unit of the region, by name; a whole's own return counts where none of its parts sent one."""
    names = {authority.code: authority.name for authority in region.authorities}
    reporting = {whole.parts: whole for whole in wholes}
    areas = []
    for unit in region.units:
        codes = _codes(unit)
        whole = reporting.get(frozenset(codes))
        together = shown.get(whole.code, {}) if whole else {}
        months = {month for code in codes for month in shown.get(code, {})} | set(together)
        totals = {
            month: _together(unit, shown, month)
            or (together[month] if month in together else AreaTotals(expected=len(unit.parts)))
            for month in sorted(months)
        }
        of_unit = ", ".join(names.get(code, code) for code in codes)
        sure = SURE if all(part.is_certain for part in unit.parts) and not unit.note else NOT_SURE
        key = unit.code.removeprefix("pdu:")
        areas.append(
            RegionArea(key, unit.name, codes, totals, membership=sure, names=of_unit, remark=unit.note)
        )
    return areas


def _codes(unit: Area) -> tuple[str, ...]:
    return tuple(part.code for part in unit.parts)


def _together(unit: Area, shown: Shown, month: date) -> AreaTotals | None:
    """The sum of what is shown of a unit's authorities; None where none of them sent a return."""
    # A range where a part is a range: nothing is told of a unit that its authorities do not tell (188).
    parts = {part: shown.get(part.code, {}).get(month) for part in unit.parts}
    there = {part: totals for part, totals in parts.items() if totals and totals.counts}
    if not there:
        return None
    divided = any(not part.is_whole for part in there)
    counts = {
        column: NOT_DIVIDED if divided else added_up(totals.count(column) for totals in there.values())
        for column in COUNTS
    }
    residents = [totals.residents for totals in there.values()]
    known = [number for number in residents if number is not None]
    return AreaTotals(
        counts,
        sum(known) if len(known) == len(residents) else None,
        tuple(dict.fromkeys(source for totals in there.values() for source in totals.residents_from)),
        received=len(there),
        expected=len(unit.parts),
        made_up=any(totals.made_up for totals in there.values()),
    )
