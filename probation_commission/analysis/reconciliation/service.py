"""What adds up in a service's monthly return. Its counts are flows: those who start were received whenever.

So only what holds whenever somebody was received can fail; the rest is worth knowing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from probation_commission.analysis.reconciliation.tallies import Tally, tally
from probation_commission.domain.referrals import Level, ReferralStage
from probation_commission.domain.returns import Check, Kind, Return, Verdict

ServiceMonth = tuple[str, str, date]
"""Slug of the service, code of the area, month."""
Months = Mapping[ServiceMonth, Mapping[str, float]]
"""The counts of each month's return by category."""
_ENDS = (ReferralStage.COMPLETED, ReferralStage.ENDED_EARLY)


def months_of(figures: pd.DataFrame) -> Months:
    """The counts of the current returns, as `store.returns.figures` gives them."""
    months: dict[ServiceMonth, dict[str, float]] = {}
    columns = (figures.subject, figures.area_code, figures.month, figures.category, figures.value)
    for subject, area_code, month, category, value in zip(*columns, strict=True):
        months.setdefault((subject, area_code, month), {})[category] = value
    return months


def with_returns(months: Months, returns: Iterable[Return]) -> Months:
    """The months with those of a file in the place of what they would supersede."""
    fresh = {
        (ret.subject, ret.area.code, ret.month): {f.category: f.value for f in ret.figures}
        for ret in returns
        if ret.kind is Kind.SERVICE
    }
    return {**months, **fresh}


def service_checks(ret: Return, months: Months) -> tuple[Check, ...]:
    """Every line of the reconciliation of a service's return; `months` hold this one too."""
    lines = {
        "outcomes:endings": _outcomes(ret),
        "endings:starts so far": _ended_so_far(ret, months),
        "starts:received": _started(ret),
    }
    return tuple(replace(line, code=code) for code, line in lines.items())


def _counted(ret: Return, category: str) -> Tally:
    return tally(figure for figure in ret.figures if figure.category == category)


def _outcomes(ret: Return) -> Check:
    """Outcomes recorded against all whose service ended: nobody has more than one level."""
    levels, ends = [_counted(ret, name) for name in Level], [_counted(ret, name) for name in _ENDS]
    known, ended = _sum(levels), _sum(ends)
    cells = (*known.cells, *ended.cells)
    if not (all(levels) and all(ends)):
        return Check(Verdict.UNCHECKED, "Outcomes against endings: not all five counts are given", cells)
    sides = f"Outcomes {_plus(levels)} {{}} completed + ended early {_plus(ends)}"
    if known.value > ended.value:
        return Check(Verdict.FAILS, f"{sides.format('against')}: more outcomes than endings", cells)
    if known.value == ended.value:
        return Check(Verdict.HOLDS, sides.format("and"), cells)
    missing = f"{ended.value - known.value} of {ended.value} have no outcome recorded"
    return Check(Verdict.NOTE, f"{sides.format('against')}: {missing}", cells)


def _sum(tallies: Iterable[Tally]) -> Tally:
    return tally(figure for one in tallies for figure in one.figures)


def _plus(tallies: list[Tally]) -> str:
    return f"{' + '.join(str(one.value) for one in tallies)} = {_sum(tallies).value}"


def _ended_so_far(ret: Return, months: Months) -> Check:
    """All endings against all starts since the first return; earlier starts are not known."""
    mine = {
        month: counts
        for (subject, area_code, month), counts in months.items()
        if (subject, area_code) == (ret.subject, ret.area.code) and month <= ret.month
    }
    since = min(mine)
    cells = _sum(_counted(ret, name) for name in (ReferralStage.STARTED, *_ENDS)).cells
    span = f"in {since:%B %Y}" if since == ret.month else f"since {since:%B %Y}, the first return"
    if not all(name in counts for counts in mine.values() for name in (ReferralStage.STARTED, *_ENDS)):
        sentence = "Completed + ended early against started so far: not every month gives all three"
        return Check(Verdict.UNCHECKED, sentence, cells)
    ended = sum(counts[name] for counts in mine.values() for name in _ENDS)
    started = sum(counts[ReferralStage.STARTED] for counts in mine.values())
    sentence = f"Completed + ended early {ended:.0f}, started {started:.0f} {span}"
    if ended > started:
        return Check(Verdict.NOTE, f"{sentence}: some had started before", cells)
    return Check(Verdict.HOLDS, sentence, cells)


def _started(ret: Return) -> Check:
    received, started = _counted(ret, ReferralStage.RECEIVED), _counted(ret, ReferralStage.STARTED)
    cells = (*received.cells, *started.cells)
    if not (received and started):
        sentence = "Started against received: not both are given"
        return Check(Verdict.UNCHECKED, sentence, cells)
    sentence = f"Started {started.value}, received {received.value}"
    if started.value > received.value:
        return Check(Verdict.NOTE, f"{sentence}: some were received in earlier months", cells)
    return Check(Verdict.HOLDS, sentence, cells)
