"""Unmet demand that was keyed in, as the return that it makes."""

from collections.abc import Iterable, Mapping
from datetime import date

from probation_commission.domain.places import Authority, Gazetteer, Place, PlaceKind, Ward
from probation_commission.domain.returns import Cell, Figure, Kind, Return
from probation_commission.domain.unmet import (
    MEASURE,
    QUARTER,
    UnmetLine,
    UnmetQuarter,
    last_day,
)

_FORM = Cell("", "form")


def unmet_return(
    quarter: UnmetQuarter, area: Authority, lines: Mapping[UnmetLine, int], on: date, gazetteer: Gazetteer
) -> Return:
    """The return of these lines, as it is on that day: of a quarter that is not over a part, until then."""
    end = last_day(quarter.first)
    figures = tuple(
        _figure(line, lines[line], gazetteer) for line in sorted(lines, key=lambda one: one.order)
    )
    return Return(
        Kind.UNMET,
        area,
        quarter.first,
        figures,
        subject=quarter.subject,
        months=QUARTER,
        partial=on <= end,
        as_of=min(on, end),
    )


def unmet_lines(figures: Iterable[Figure]) -> dict[UnmetLine, int]:
    """The lines of such a return, as the form holds them."""
    return {
        UnmetLine.of(one.category, one.breakdown, ward.code if (ward := _ward(one)) else ""): round(
            one.value or 0
        )
        for one in figures
    }


def _figure(line: UnmetLine, count: int, gazetteer: Gazetteer) -> Figure:
    ward = gazetteer.ward(line.ward) if line.ward else None
    place = Place(ward.name, PlaceKind.WARD, (ward,)) if ward else None
    return Figure(
        MEASURE,
        float(count),
        _FORM,
        str(count),
        place=place,
        breakdown=line.reason,
        category=line.category,
        unit="requests",
    )


def _ward(figure: Figure) -> Ward | None:
    return figure.place.ward if figure.place else None
