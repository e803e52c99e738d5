"""What would go where a file or an earlier version supersedes a return that holds more, a sentence each."""

from collections.abc import Sequence

from probation_commission.analysis.losses import COMPARISON, FigureKind, Loss
from probation_commission.domain.iom import (
    BREAKDOWN_LABELS,
    MEASURE_LABELS,
    STATED_LABELS,
    Breakdown,
    Measure,
)
from probation_commission.domain.needs import MEASURE as NEEDS
from probation_commission.domain.referrals import COUNT_LABELS, ServiceMeasure
from probation_commission.domain.words import listed, plural

_COHORT = {
    (True, True): "RAG by ward",
    (False, True): "The count by ward",
    (True, False): "RAG of the whole area",
    (False, False): "The total of the cohort",
}
"""The plain counts of a cohort, by RAG or not, by place or not."""
_MEASURES = MEASURE_LABELS | {
    Measure.GPS_TAGS: "GPS tags",
    COMPARISON: "the comparison of areas",
}
_MOST_NAMED = 6


def would_go(loss: Loss) -> str:
    """`RAG by ward, for 12 wards, would go: the return in force has it and this file does not.`."""
    if loss.emptied:
        return _emptied(loss, "the return in force", "this file")
    return f"{_subject(loss)} would go: the return in force has it and this file does not."


def went(loss: Loss) -> str:
    """The same once it is done: `RAG by ward, for 12 wards, went: …`."""
    if loss.emptied:
        return _emptied(loss, "the return that was in force", "this file")
    return f"{_subject(loss)} went: the return that was in force had it and this file does not."


def would_go_by_restoring(loss: Loss) -> str:
    """`RAG by ward, for 12 wards, would go: the version in force has it and this one does not.`."""
    if loss.emptied:
        return _emptied(loss, "the version in force", "this one")
    return f"{_subject(loss)} would go: the version in force has it and this one does not."


def would_stay_away(loss: Loss) -> str:
    """The same where none is in force: `… would stay away: the version withdrawn last had it and …`."""
    if loss.emptied:
        return _emptied(loss, "the version withdrawn last", "this one")
    return f"{_subject(loss)} would stay away: the version withdrawn last had it and this one does not."


def _emptied(loss: Loss, before: str, after: str) -> str:
    return f"{_name(loss.kind)}: {before} has some of this month and {after} none at all."


def _subject(loss: Loss) -> str:
    return f"{_name(loss.kind)}{_parts(loss)}{_places(loss)}"


def _name(kind: FigureKind) -> str:
    if kind.bound:
        name = _name(kind._replace(bound=False))
        return f"{name} given as a bound"
    if kind.measure == NEEDS:
        return f"Needs by {kind.breakdown}"
    if kind.measure == Measure.COHORT and not kind.breakdown:
        return _COHORT[kind.by_rag, kind.by_place]
    measure = _MEASURES.get(kind.measure, kind.measure)
    if kind.breakdown == Breakdown.STATED:
        return f"What the text says of {'the cohort' if kind.measure == Measure.COHORT else measure}"
    by_ward = " by ward" if kind.by_place else ""
    if not kind.breakdown or kind.measure == COMPARISON or _is_of_a_service(kind):
        return f"{_first_upper(measure)}{by_ward}"
    whole = "" if kind.measure == Measure.COHORT else f"{measure} by "
    return f"{_first_upper(whole + BREAKDOWN_LABELS.get(kind.breakdown, kind.breakdown))}{by_ward}"


def _is_of_a_service(kind: FigureKind) -> bool:
    return kind.measure in set(ServiceMeasure)


def _first_upper(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _parts(loss: Loss) -> str:
    """` (completed and ended early)`: which, where others of the kind stay; each count of a service."""
    if not loss.parts or (loss.whole and not _is_of_a_service(loss.kind)):
        return ""
    labels: dict[str, str] = {}
    if loss.kind.breakdown == Breakdown.STATED or _is_of_a_service(loss.kind):
        labels = STATED_LABELS | COUNT_LABELS
    if loss.kind.measure == COMPARISON:
        labels = MEASURE_LABELS
    return f" ({_some([labels.get(part, part) for part in loss.parts])})"


def _places(loss: Loss) -> str:
    """`, for 12 wards,` or `, for 2 of 12 wards (Bowes and Harringay),`."""
    if not loss.places:
        return ""
    others = len(loss.places) - loss.wards
    if loss.whole:
        counted = [plural(loss.wards, "ward")] if loss.wards else []
        rows = [plural(others, "other row" if loss.wards else "row")] if others else []
        return f", for {listed([*counted, *rows])},"
    noun = "row" if others else "ward"
    return f", for {len(loss.places)} of {plural(loss.of_places, noun)} ({_some(loss.places)}),"


def _some(names: Sequence[str]) -> str:
    left = len(names) - _MOST_NAMED
    return listed(names if left <= 0 else [*names[:_MOST_NAMED], f"{left} more"])
