"""The measures by which a region's map is shaded: one list, to which later work adds (decision 188)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from probation_commission.disclosure.released import CellState, Released
from probation_commission.domain.iom import ALL, MEASURE_LABELS, Rag
from probation_commission.views.maps import BLUES, REDS
from probation_commission.views.marks import tagged
from probation_commission.views.region.areas import NO_RETURN, AreaTotals

NOT_COMPARED = Released("not in a comparison", CellState.NO_FIGURE)
NO_RESIDENTS = Released("residents not known", CellState.NOT_GIVEN)
_A_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class RegionMeasure:
    """One measure: what is told of an area, and how it is drawn."""

    key: str
    label: str
    """In the list, and over the legend."""
    of: Callable[[AreaTotals], Released]
    colours: Sequence[str] = BLUES
    places: int = 0
    """Decimals of the classes."""
    levels: tuple[str, ...] = ()
    """The names of the values 0, 1, … where they are steps and no amounts."""
    from_least: bool = False
    """Whether the classes begin at the least figure, since all of them are far from nought."""
    missing: str = NO_RETURN.text
    """What an area without a figure is called."""
    unit: str = ""
    """What stands behind a number in a sentence: "12 nominals"."""


def _count(column: str) -> Callable[[AreaTotals], Released]:
    return lambda totals: totals.count(column)


def _rate(totals: AreaTotals) -> Released:
    """Nominals per 1,000 residents, an estimate: a range where the count is one."""
    cell = totals.count(ALL)
    if not cell.known:
        return cell
    if not totals.residents:
        return NO_RESIDENTS
    # Residents are public, so a range of counts as a rate tells no more than the range.
    low = cell.low * _A_THOUSAND / totals.residents
    if cell.high is None:
        return Released(f"{low:.2f} or more", CellState.RANGE, low, None)
    high = cell.high * _A_THOUSAND / totals.residents
    if cell.low == cell.high:
        return Released(f"{low:.2f}", CellState.COUNT, low, high)
    return Released(f"{low:.2f}–{high:.2f}", CellState.RANGE, low, high)


def _returned(totals: AreaTotals) -> Released:
    if not totals.counts:
        return totals.count(ALL)
    every = totals.received >= totals.expected
    words = "received" if every else f"{totals.received} of {totals.expected} received"
    if totals.together:
        words = f"received together as {totals.together}"
    return Released(tagged(words, made_up=totals.made_up), CellState.COUNT, 1 + every, 1 + every)


MEASURES = (
    RegionMeasure("cohort", "IOM nominals", _count(ALL), unit="nominals"),
    RegionMeasure(
        "rate", "IOM nominals per 1,000 residents (estimate)", _rate, places=2, unit="per 1,000 residents"
    ),
    *(
        RegionMeasure(
            rag.value,
            f"{rag.letter} {rag.value.capitalize()} nominals",
            _count(rag.value),
            REDS if rag is Rag.RED else BLUES,
            unit=f"{rag.value} nominals",
        )
        for rag in Rag
    ),
    RegionMeasure("returns", "Returns received", _returned, levels=("none", "some of them", "received")),
)
"""Every measure that each region has; what a return compares comes on top."""


def compared_key(measure: str, stage: str, period: str) -> str:
    """What a comparison's measure is called in the address."""
    return f"{measure}.{stage}.{period}".replace(" ", "")


def either(first: Released | None, other: Released) -> Released:
    """What two returns compare of one area: both in words, and a range, where they say different things."""
    if first is None or first.text == other.text:
        return other
    words = first.text if other.text in first.text.split(" or ") else f"{first.text} or {other.text}"
    highs = (first.high, other.high)
    high = None if None in highs else max(filter(None, highs), default=0)
    return Released(words, CellState.RANGE, min(first.low, other.low), high)


def compared_measure(measure: str, stage: str, period: str) -> RegionMeasure:
    """A measure of the comparison of boroughs: `Compared: cost per offence, before IOM, 2023 Q1`."""
    key = compared_key(measure, stage, period)
    label = f"Compared: {MEASURE_LABELS.get(measure, measure)}, {stage} IOM, {period}"
    return RegionMeasure(
        key,
        label,
        lambda totals: totals.compared.get(key, NOT_COMPARED),
        places=1,
        from_least=True,
        missing=NOT_COMPARED.text,
    )
