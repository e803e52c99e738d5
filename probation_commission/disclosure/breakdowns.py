"""What else a month's return says, to others than leads: one way, in bands of ten, never crossed.

Categories in the lowest band are not named, because a name would say that there is somebody. The largest is
"the rest". Nothing is told where the whole is under 30, or where it would pin a category (decision 68), or
where the return gives a category by a bound that reaches beyond the lowest band, or by a mark (decision 128).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from probation_commission.analysis.figures import exact, known
from probation_commission.analysis.given import GivenCount
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.partnership import ENOUGH
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import (
    NO_FIGURE,
    CellState,
    Released,
    as_given,
    as_one,
    between,
    counted,
)
from probation_commission.disclosure.rules import Rule
from probation_commission.domain.iom import CATEGORIES, MEASURE_LABELS, Breakdown, Measure
from probation_commission.domain.marks import Mark

# Of what is counted here, too: sixty nominals with twenty tags have no breakdown of tags (decision 68).
LEAST = 30
THE_REST = Released("the rest", CellState.RANGE)
HOW = (
    "In bands of ten; the largest is the rest. A breakdown of fewer than 30 is for leads alone, as are "
    "joiners, leavers and what the text says."
)
HOW_EXACTLY = (
    "As they stand in the return, but for arrests and tags, which are in bands of ten. Joiners, leavers and "
    "what the text says are for leads alone."
)
_EVENTS = {
    (Measure.GPS_TAGS, Breakdown.TAG): "GPS tags",
    (Measure.GPS_TAGS, Breakdown.TAG_OF_NOMINAL): "GPS tags of IOM nominals",
    (Measure.ARRESTS, Breakdown.OUTCOME): "Arrests by outcome",
    (Measure.ARRESTS, Breakdown.OFFENCE): "Arrests by offence",
    (Measure.ARRESTS, Breakdown.PLACE_OF_ARREST): "Arrests by place of arrest",
}
_COMPARED = {
    Measure.OFFENCES_PER_YEAR,
    Measure.OFFENCES_PER_CASE,
    Measure.COST_PER_YEAR,
    Measure.COST_PER_CASE,
    Measure.COST_PER_OFFENCE,
    Measure.DAYS_ON_IOM,
}
# Offences a year and offences a year per case: the one by the other is how many cases there were.
_CASES = (Measure.OFFENCES_PER_YEAR, Measure.OFFENCES_PER_CASE)
_STAGE = ["comparator", "period", "category"]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: the table it is in, what it is of, and what is told of it."""

    title: str
    category: str
    told: Released


@dataclass(frozen=True, slots=True)
class BoroughFigure:
    """One figure of a comparison: whose, what, before, during or after IOM, and whether it is a change."""

    comparator: str
    measure: str
    stage: str
    period: str
    changed: bool
    told: Released


def beside(release: Release, of_month: pd.DataFrame) -> list[Line]:
    """Everything besides the cohort by place that an audience is told of a month with its release.

    `of_month`: its figures as `store.returns.figures` gives them. Leads are given these as they stand in the
    return, and the public is told of none (decision 68).
    """
    if release.audience is Audience.PARTNERSHIP:
        return lines(of_month, release.total(), release.rule)
    if release.audience is Audience.MEMBERS:
        # Arrests and tags are told by the sender's words, and what compares boroughs is of others too: they
        # stay as the partnership sees them (decision 214).
        rule = release.rule
        told = _of_area(of_month, rule)
        return [*_counted(of_month), *_of_events(told, rule), *_compared(told)]
    return []


def of_cohort(release: Release, of_month: pd.DataFrame, breakdown: Breakdown) -> list[Line]:
    """The cohort by one breakdown, to leads as it stands in the return, to others as `beside` tells it."""
    exactly = release.audience is Audience.RESTRICTED
    found = _counted(of_month) if exactly else beside(release, of_month)
    return [line for line in found if line.title == f"By {breakdown.label}"]


def lines(of_month: pd.DataFrame, total: Released, rule: Rule) -> list[Line]:
    """The same for the partnership, by `total`, what it is told of the whole cohort."""
    told = _of_area(of_month, rule)
    return [*_of_cohort(told, total, rule), *_of_events(told, rule), *_compared(told)]


def _counted(of_month: pd.DataFrame) -> Iterator[Line]:
    """Each known category of the cohort with what the return gives of it, to members under an agreement."""
    of_area = of_month[
        of_month.place_kind.isna() & of_month.rag.isna() & (of_month.measure == Measure.COHORT)
    ]
    for breakdown, categories in CATEGORIES.items():
        rows = of_area[of_area.breakdown == breakdown]
        for category in categories:
            given = [_given(row) for row in rows[rows.category == category].to_dict("records")]
            if given:
                yield Line(f"By {breakdown.label}", category, as_one(given))


def _given(row: Mapping[Any, Any]) -> Released:
    """A count, or what stands in its stead: it is told, or there would seem to be nobody."""
    if not pd.isna(row["value"]):
        return counted(row["value"])
    return as_given(str(GivenCount(known(row["low"]), known(row["high"]), Mark(row["mark"]))))


def _of_area(of_month: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """The exact figures of a month that are of the whole area, but for breakdowns that are not told."""
    of_area = of_month[of_month.place_kind.isna() & of_month.rag.isna()]
    # "<5" is in no sum and in the lowest band, which names nobody; of "10+" that would be false.
    beyond = of_area[of_area.value.isna() & ~(of_area.high <= rule.by_rag.first[1])]
    inexact = set(zip(beyond.measure, beyond.breakdown, strict=True))
    pairs = zip(of_area.measure, of_area.breakdown, strict=True)
    # A mask with an index, since pandas would take an empty list for no columns.
    return exact(of_area[pd.Series([pair not in inexact for pair in pairs], of_area.index, dtype=bool)])


def _of_cohort(figures: pd.DataFrame, total: Released, rule: Rule) -> Iterator[Line]:
    if total.number is None or total.number < LEAST:
        return
    for breakdown, categories in CATEGORIES.items():
        counts = _counts(figures, Measure.COHORT, breakdown)
        by_category = {category: counts.get(category, 0) for category in categories}
        if sum(counts.values()) >= LEAST and not _pins(by_category, total.number, rule):
            yield from _told(f"By {breakdown.label}", by_category, rule)


def _of_events(figures: pd.DataFrame, rule: Rule) -> Iterator[Line]:
    for (measure, breakdown), title in _EVENTS.items():
        counts = _counts(figures, measure, breakdown)
        if sum(counts.values()) >= LEAST:
            yield from _told(title, counts, rule)


def _counts(figures: pd.DataFrame, measure: Measure, breakdown: Breakdown) -> dict[str, int]:
    rows = figures[(figures.measure == measure) & (figures.breakdown == breakdown)]
    return {str(name): round(count) for name, count in rows.groupby("category").value.sum().items()}


def _largest(counts: Mapping[str, int]) -> str:
    # By name where two are alike, so that the same table is always told the same way.
    return min(counts, key=lambda category: (-counts[category], category))


def _told(title: str, counts: Mapping[str, int], rule: Rule) -> Iterator[Line]:
    largest = _largest(counts)
    yield Line(title, largest, THE_REST)
    bands = {name: rule.by_rag.of(count) for name, count in counts.items() if name != largest}
    for name, (low, high) in sorted(bands.items(), key=lambda pair: (-pair[1][0], pair[0])):
        # A category in the first band is not named: its name would say that there is somebody (decision 68).
        if low > 0:
            yield Line(title, name, between(low, high))
    # Said every time, also where no category is in it (decision 65).
    first = between(*rule.by_rag.first)
    words = f"{first.text} or {NO_FIGURE}"
    yield Line(title, "each other", Released(words, CellState.RANGE, first.low, first.high))


def _pins(counts: Mapping[str, int], whole: float, rule: Rule) -> bool:
    """Whether the whole leaves a category too few values, by its band or by the next one up."""
    largest = _largest(counts)
    bands = [rule.by_rag.of(count) for name, count in counts.items() if name != largest]
    # By the next band up too, since "not shown" would else tell of the few tables that pin one.
    raised = [[*bands[:at], rule.by_rag.of(high + 1), *bands[at + 1 :]] for at, (_, high) in enumerate(bands)]
    return _fewest(bands, whole) < ENOUGH or any(
        0 < _fewest(next_bands, whole) < ENOUGH for next_bands in raised
    )


def _fewest(bands: Sequence[tuple[int, int]], whole: float) -> int:
    """The fewest values that any category but the largest can have; none of them is above the largest."""
    lows = np.array([low for low, _ in bands])
    fewest = whole
    for at, (low, high) in enumerate(bands):
        left = whole - (lows.sum() - low)
        greatest_other = max((other for place, other in enumerate(lows) if place != at), default=0)
        fewest = min(fewest, min(high, left // 2, left - greatest_other) - low + 1)
    return int(fewest)


def _compared(figures: pd.DataFrame) -> Iterator[Line]:
    """The comparison of boroughs, where at least 30 cases are in a stage; a change, where they were too."""
    for one in _comparisons(figures, LEAST):
        change = ", change" if one.changed else ""
        measure = MEASURE_LABELS[one.measure]
        yield Line(
            "Comparison of boroughs",
            f"{one.comparator}, {measure}, {one.stage} IOM, {one.period}{change}",
            one.told,
        )


def comparisons(of_month: pd.DataFrame, audience: Audience, rule: Rule) -> list[BoroughFigure]:
    """What a month's return says of boroughs, by the rule of `lines`, as an audience is told it."""
    if audience is Audience.RESTRICTED:
        return list(_comparisons(exact(of_month), 0))
    # To whom `lines` are told, that is what these are of: no figure that is not among them.
    told = audience is Audience.PARTNERSHIP
    return list(_comparisons(_of_area(of_month, rule), LEAST)) if told else []


def _comparisons(figures: pd.DataFrame, least: int) -> Iterator[BoroughFigure]:
    rows = figures[figures.measure.isin(_COMPARED)]
    offences, per_case = (_by_stage(rows, Breakdown.STAGE, measure) for measure in _CASES)
    cases = offences / per_case
    changes, per_case_changes = (1 + _by_stage(rows, Breakdown.CHANGE, measure) / 100 for measure in _CASES)
    # A change of 50% in offences and of 20% per case: 1.5 / 1.2 times the cases of before.
    before = cases / changes * per_case_changes
    enough = set(cases[cases >= least].index)
    for row in rows.to_dict("records"):
        stage = tuple(row[name] for name in _STAGE)
        changed = row["breakdown"] == Breakdown.CHANGE
        if not least or (stage in enough and (not changed or before.get(stage, 0) >= least)):
            words = f"{row['value']:,.10g} {row['unit']}"
            told = Released(words, CellState.COUNT, row["value"], row["value"])
            yield BoroughFigure(
                row["comparator"], row["measure"], row["category"], row["period"], changed, told
            )


def _by_stage(rows: pd.DataFrame, breakdown: Breakdown, measure: Measure) -> "pd.Series[float]":
    of_measure = rows[(rows.breakdown == breakdown) & (rows.measure == measure)]
    values: pd.Series[float] = of_measure.groupby(_STAGE).value.min()
    return values
