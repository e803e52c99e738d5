"""What would come out of a file, in a row for each return: enough to see whether its columns are right."""

from collections.abc import Sequence

import pandas as pd

from probation_commission.domain.iom import Measure, Rag
from probation_commission.domain.ranges import Range
from probation_commission.domain.referrals import CATEGORIES, COUNT_LABELS
from probation_commission.domain.returns import Figure, Kind, Return, sum_of
from probation_commission.domain.trackers import TRACKERS

_DASH, _NONE_GIVEN, _NOT_GIVEN = "–", "none given", "not given"


def coming(returns: Sequence[Return]) -> pd.DataFrame:
    """A row for each return: whose, which month, and its total, its wards and the sums over them, as texts.

    What a return does not give is a dash, or said in words where one might look for it. A RAG is the sum
    over wards, or what is given for the whole; the sum over wards adds up their RAGs where no column gives
    all together.
    """
    return pd.DataFrame([_of_any(ret) for ret in returns])


def _of_any(ret: Return) -> dict[str, str]:
    if ret.kind in TRACKERS:
        return _of_tracker(ret)
    if ret.kind is Kind.NEEDS:
        return _of_needs(ret)
    return _of_service(ret) if ret.kind is Kind.SERVICE else _of_cohort(ret)


def _of_tracker(ret: Return) -> dict[str, str]:
    counts = {(figure.measure, figure.category): figure for figure in ret.figures}
    keys = {one.heading: (one.measure, one.category) for one in TRACKERS[ret.kind].counts}
    return {
        "Area": ret.area.name,
        "Month": f"{ret.month:%B %Y}",
        **{
            heading: _sum([counts[key]] if key in counts else [], _NOT_GIVEN) for heading, key in keys.items()
        },
    }


def _of_needs(ret: Return) -> dict[str, str]:
    samples = [figure for figure in ret.figures if not figure.category]
    whole = [figure for figure in samples if not figure.breakdown]
    return {
        "Area": ret.area.name,
        "Month": f"{ret.month:%B %Y}",
        "Who says so": ", ".join(dict.fromkeys(figure.comparator for figure in samples)),
        "Sample": ", ".join(map(str, whole)) or _NONE_GIVEN,
        "Groups": ", ".join(dict.fromkeys(figure.breakdown for figure in samples if figure.breakdown))
        or _DASH,
        "Counts of a need": f"{len(ret.figures) - len(samples)}",
    }


def _of_service(ret: Return) -> dict[str, str]:
    counts = {figure.category: figure for figure in ret.figures}
    return {
        "Service": ret.subject,
        "Area": ret.area.name,
        "Month": f"{ret.month:%B %Y}",
        **{
            COUNT_LABELS[name].capitalize(): _sum([counts[name]] if name in counts else [], _NOT_GIVEN)
            for name in CATEGORIES
        },
    }


def _of_cohort(ret: Return) -> dict[str, str]:
    cohort = [figure for figure in ret.figures if figure.measure == Measure.COHORT and not figure.breakdown]
    whole = [figure for figure in cohort if figure.place is None]
    rows = [figure for figure in cohort if figure.place is not None]
    wards = {figure.place.as_written for figure in rows if figure.place}
    return {
        "Area": ret.area.name,
        "Month": f"{ret.month:%B %Y}",
        # The one figure to check stands where a phone shows it too.
        "Sum over wards": _sum([figure for figure in rows if figure.rag is None] or rows),
        "Total given": _sum([figure for figure in whole if figure.rag is None], _NONE_GIVEN),
        "Rows of wards": f"{len(wards):,}",
        **{
            f"{rag.value.capitalize()}": _sum([figure for figure in rows if figure.rag == rag])
            if any(figure.rag == rag for figure in rows)
            else _sum([figure for figure in whole if figure.rag == rag])
            for rag in Rag
        },
    }


def _sum(figures: Sequence[Figure], nothing: str = _DASH) -> str:
    if not any(figure.says_something for figure in figures):
        return nothing
    low, high = sum_of(figures)
    # "10+" has no most, and "[c]" may be any number.
    return f"at least {low:,.0f}" if high is None else str(Range(low, high))
