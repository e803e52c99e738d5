"""Which events stand on which chart: those that leads wrote down, and the days of contracts."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from probation_commission.analysis.rows import rows_of
from probation_commission.analysis.services import BoughtServices
from probation_commission.domain.days import month_after
from probation_commission.domain.events import Event, EventKind, KeptEvent
from probation_commission.domain.places import Whole


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as charts have it, and whether it is made up."""

    event: Event
    made_up: bool = False


def happened(kept: Iterable[KeptEvent], bought: BoughtServices) -> list[Happened]:
    """Every event that stands, with the start and end of each service's contract, oldest first."""
    written = [Happened(one.event, one.illustrative) for one in kept if one.stands]
    said = {(one.event.service, one.event.kind, one.event.since) for one in written}
    of_contracts = [
        one
        for one in _of_contracts(bought)
        # Whoever wrote it down too is not contradicted by the same line without words.
        if (one.event.service, one.event.kind, one.event.since) not in said
    ]
    return sorted([*written, *of_contracts], key=lambda one: (one.event.since, one.event.label))


def _of_contracts(bought: BoughtServices) -> Iterator[Happened]:
    dates = bought.dates
    for row in rows_of(bought.services):
        known = dates.get(row["contract_slug"])
        if known is None:
            continue
        for day, kind in ((known.starts, EventKind.CONTRACT_START), (known.ends, EventKind.CONTRACT_END)):
            if day is not None:
                yield Happened(Event(day, kind, "", service=row["slug"]), bool(row["illustrative"]))


def on_chart(
    every: Iterable[Happened],
    service: str,
    areas: Collection[str],
    months: tuple[date, date],
    *,
    measure: str = "",
) -> tuple[Happened, ...]:
    """Those that stand on a chart of a service in these areas, from the one month to the end of the other."""
    first, last = months
    return tuple(
        one
        for one in every
        if one.event.is_of(service, areas, measure) and one.event.overlaps(first, _last_day(last))
    )


def on_chart_of_area(
    every: Iterable[Happened], areas: Collection[str], months: tuple[date, date]
) -> tuple[Happened, ...]:
    """Those on a chart of these areas themselves: no event of a service, and none of a service's measure."""
    of_areas = [one for one in every if not one.event.service and one.event.measure is None]
    return on_chart(of_areas, "", areas, months)


def areas_about(codes: Iterable[str], wholes: Sequence[Whole]) -> frozenset[str]:
    """These areas, with the parts of each whole among them, and the wholes that they are parts of."""
    given = frozenset(codes)
    parts = given.union(*(whole.parts for whole in wholes if whole.code in given))
    return parts | {whole.code for whole in wholes if whole.parts & parts}


def phases_of(every: Iterable[Happened]) -> list[date]:
    """The first days of the months with which something else is counted, by these events."""
    return [one.event.since.replace(day=1) for one in every if one.event.kind.begins_phase]


def _last_day(month: date) -> date:
    return month_after(month) - date.resolution
