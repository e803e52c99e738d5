"""A month that was keyed in, as the return that a file with the same counts would be."""

from collections.abc import Iterable
from dataclasses import replace

from probation_commission.domain.keyed import KeyedMonth
from probation_commission.domain.places import Authority
from probation_commission.domain.referrals import EVERY_COUNT, ServiceBreakdown, measure_of, of_office
from probation_commission.domain.returns import Cell, Figure, Kind, Return

_FORM = Cell("", "form")


def keyed_return(keyed: KeyedMonth, area: Authority, before: Iterable[Figure] = ()) -> Return:
    """The return of what was keyed in, with what a form can't hold of the one before it.

    `before`: the figures that are in force. Kept of them is what is no plain number ("<5") and was left empty
    in the form, and the counts by office of each count that is the same as before (decision 252).
    """
    made = [_figure(name, keyed.counts[name]) for name in EVERY_COUNT if name in keyed.counts]
    return Return(
        Kind.SERVICE, area, keyed.month, (*made, *_kept(keyed, tuple(before))), subject=keyed.service
    )


def _kept(keyed: KeyedMonth, before: tuple[Figure, ...]) -> Iterable[Figure]:
    same = {one.category for one in before if keyed.counts.get(one.category) == one.value}
    for figure in before:
        counted, _ = of_office(figure.category)
        of_an_office = figure.breakdown == ServiceBreakdown.OFFICE
        if counted in same if of_an_office else figure.value is None and counted not in keyed.counts:
            yield replace(figure, unit=measure_of(counted)[2])


def keyed_counts(figures: Iterable[Figure]) -> dict[str, int]:
    """What a form is filled in with: each plain number, by its category."""
    return {
        figure.category: round(figure.value)
        for figure in figures
        if figure.value is not None and figure.category in EVERY_COUNT
    }


def _figure(category: str, count: int) -> Figure:
    measure, breakdown, unit = measure_of(category)
    return Figure(measure, float(count), _FORM, str(count), breakdown=breakdown, category=category, unit=unit)
