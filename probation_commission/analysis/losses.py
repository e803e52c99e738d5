"""What a version of a return holds that another does not, by kind: RAG by ward, gender, arrests, a count."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from probation_commission.analysis.figures import COUNTED, NUMBERS
from probation_commission.domain.iom import Measure
from probation_commission.domain.needs import MEASURE as NEEDS
from probation_commission.domain.places import PLACE_LABELS, PlaceKind
from probation_commission.domain.ram import RamMeasure
from probation_commission.domain.referrals import ServiceMeasure
from probation_commission.domain.trackers import TrackerMeasure

_WARDS = {
    *(PlaceKind.WARD, PlaceKind.ABOLISHED, PlaceKind.NOT_YET),
    *(PlaceKind.ELSEWHERE, PlaceKind.AMBIGUOUS),
}
_NOWHERE = {PlaceKind.NO_FIXED_ABODE, PlaceKind.NOT_KNOWN, PlaceKind.OUTSIDE}


class FigureKind(NamedTuple):
    """Figures that stand in one table: a measure or a breakdown of it, by RAG or not, by place or not.

    `bound`: those of which only a bound is given, such as "<5".
    """

    measure: str
    breakdown: str
    by_rag: bool
    by_place: bool
    bound: bool = False


COMPARISON, OF_AREAS, OF_MEASURES = "comparison", "areas", "measures"
"""What is compared between areas is told by the areas and by the measures, not by each with each."""
_IN_DETAIL = (Measure.COHORT, *ServiceMeasure)
"""The measures of which each part is told, even where nothing of them stays; of others, that they go."""
_MOVING = frozenset(RamMeasure)
"""Whoever waited five days has waited ten a week later: that nobody waits for five is no loss."""
_BY_ABSENCE = tuple(measure for measure in TrackerMeasure if measure is not TrackerMeasure.DAYS)


@dataclass(frozen=True, slots=True)
class Loss:
    """Figures of one kind that would go.

    `parts` are the RAGs or categories that go, `places` the names of those for which there would be none,
    `wards` how many of them are wards, `of_places` of how many. `whole`: all figures of the kind would go.
    `emptied`: it stays, but counts nobody where it counted somebody.
    """

    kind: FigureKind
    parts: tuple[str, ...]
    places: tuple[str, ...] = ()
    wards: int = 0
    of_places: int = 0
    whole: bool = False
    emptied: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    part: str
    place: str
    known_by: frozenset[str]
    """What a place is known by in another version: its ward's code, or how it was written."""
    is_ward: bool


def losses(then: pd.DataFrame, now: pd.DataFrame) -> tuple[Loss, ...]:
    """What goes where `now` supersedes `then`, a kind at a time; a value that changed is no loss.

    Figures as `store.returns.figures_of` or `analysis.figures.framed` gives them. A ward is the same
    whatever name it was written by, and so are "NFA" and "no fixed abode".
    """
    # What goes of a made-up return is no loss (decision 100).
    real = then[~then.illustrative.astype(bool)] if "illustrative" in then else then
    before, after = _by_kind(real), _by_kind(now)
    there = {*_IN_DETAIL, *(kind.measure for kind in after)}
    gone = dict.fromkeys(kind.measure for kind in before if kind.measure not in there)
    return (
        *(
            loss
            for kind, rows in before.items()
            if kind.measure in there
            for loss in _lost(kind, rows, after)
        ),
        *(Loss(FigureKind(measure, "", by_rag=False, by_place=False), (), whole=True) for measure in gone),
        *_emptied(real, now),
    )


def _emptied(then: pd.DataFrame, now: pd.DataFrame) -> Iterator[Loss]:
    """The counts of trackers that are nought in all parts and were not before."""
    # A list has nought of each month without a row, be it that the rows were taken off it (decision 264).
    for measure in _BY_ABSENCE:
        before, after = (frame[frame.measure == measure][NUMBERS] for frame in (then, now))
        if before.gt(0).any(axis=None) and len(after) and after.eq(0).all(axis=None):
            yield Loss(FigureKind(measure, "", by_rag=False, by_place=False), (), emptied=True)


def _by_kind(figures: pd.DataFrame) -> dict[FigureKind, list[_Row]]:
    kinds: dict[FigureKind, list[_Row]] = defaultdict(list)
    # With "-" or "[c]" goes nothing that anybody was told.
    # Who was wanted for 12 days was so for 13 a day later: nothing went.
    told = figures[figures[NUMBERS].notna().any(axis=1) & (figures.measure != TrackerMeasure.DAYS)]
    for row in told[[*COUNTED, "value"]].to_dict("records"):
        if row["measure"] == NEEDS:
            # A group is a sample of its own, and goes with all of its needs.
            of = f"{row['comparator']}, {row['breakdown'] or 'all'}"
            kinds[FigureKind(NEEDS, of, by_rag=False, by_place=False)].append(
                _whole_area(row["category"] or "sample")
            )
            continue
        if row["comparator"]:
            areas = ", ".join(filter(None, (row["comparator"], row["period"])))
            for side, part in ((OF_AREAS, areas), (OF_MEASURES, row["measure"])):
                kinds[FigureKind(COMPARISON, side, by_rag=False, by_place=False)].append(_whole_area(part))
            continue
        if row["measure"] in _MOVING:
            kind = FigureKind(row["measure"], "", by_rag=False, by_place=False)
            kinds[kind].append(_whole_area(""))
            continue
        by_rag, by_place = pd.notna(row["rag"]), pd.notna(row["place_kind"])
        kind = FigureKind(row["measure"], row["breakdown"], by_rag, by_place, bool(pd.isna(row["value"])))
        kinds[kind].append(_row(row))
    return kinds


def _whole_area(part: str) -> _Row:
    return _Row(part, "", frozenset(), is_ward=False)


def _row(row: Mapping[Any, Any]) -> _Row:
    part = str(row["category"] or (row["rag"] if pd.notna(row["rag"]) else ""))
    if pd.isna(row["place_kind"]):
        return _whole_area(part)
    kind, text = PlaceKind(row["place_kind"]), str(row["place_text"])
    if kind in _NOWHERE:
        return _Row(part, PLACE_LABELS[kind], frozenset([kind]), is_ward=False)
    code = [] if pd.isna(row["ward_code"]) else [row["ward_code"]]
    return _Row(part, text.title(), frozenset([text.upper(), *code]), is_ward=kind in _WARDS)


def _lost(
    kind: FigureKind, then: Sequence[_Row], after: Mapping[FigureKind, Sequence[_Row]]
) -> Iterator[Loss]:
    now = [*after.get(kind, ())]
    if kind.bound:  # a count in the place of "<5" is more than that
        now += after.get(kind._replace(bound=False), ())
    count = len({row.place for row in then}) if kind.by_place else 0
    if not now:
        places = {row.place: row.is_ward for row in then if row.place}
        parts = tuple(dict.fromkeys(row.part for row in then if row.part))
        yield Loss(kind, parts, tuple(places), sum(places.values()), count, whole=True)
        return
    there = {row.part for row in now}
    if parts := tuple(dict.fromkeys(row.part for row in then if row.part not in there)):
        yield Loss(kind, parts)
    known = frozenset[str]().union(*(row.known_by for row in now))
    places = {
        row.place: row.is_ward for row in then if row.part in there and row.place and not row.known_by & known
    }
    if places:
        yield Loss(kind, (), tuple(places), sum(places.values()), count)
