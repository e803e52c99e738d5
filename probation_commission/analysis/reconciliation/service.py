"""What adds up in a service's monthly return. Its counts are flows: those who start were received whenever.

So only what holds whenever somebody was received can fail; the rest is worth knowing.
"""

from dataclasses import replace

from probation_commission.analysis.reconciliation.tallies import Tally, added, at_most, can_hold, tally
from probation_commission.domain.referrals import Level, ReferralStage
from probation_commission.domain.returns import Check, Return, Verdict

_ENDS = (ReferralStage.COMPLETED, ReferralStage.ENDED_EARLY)


def service_checks(ret: Return) -> tuple[Check, ...]:
    """Every sum of a service's return by itself; those with other months: `across`."""
    lines = {"outcomes:endings": _outcomes(ret), "starts:received": _started(ret)}
    return tuple(replace(line, code=code) for code, line in lines.items())


def _counted(ret: Return, category: str) -> Tally:
    return tally(figure for figure in ret.figures if figure.category == category)


def _outcomes(ret: Return) -> Check:
    """Outcomes recorded against all whose service ended: nobody has more than one level."""
    levels, ends = [_counted(ret, name) for name in Level], [_counted(ret, name) for name in _ENDS]
    known, ended = added(levels), added(ends)
    cells = (*known.cells, *ended.cells)
    if not (all(levels) and all(ends)):
        return Check(Verdict.UNCHECKED, "Outcomes against endings: not all five counts are given", cells)
    sides = f"Outcomes {_plus(levels)} {{}} completed + ended early {_plus(ends)}"
    verdict = at_most(known, ended)
    if verdict is Verdict.FAILS:
        return Check(Verdict.FAILS, f"{sides.format('against')}: more outcomes than endings", cells)
    if not (known.exact and ended.exact):
        return Check(Verdict.UNCHECKED, f"{sides.format('against')}{can_hold(known, ended)}", cells)
    if known.low == ended.low:
        return Check(Verdict.HOLDS, sides.format("and"), cells)
    missing = f"{ended.low - known.low} of {ended} have no outcome recorded"
    return Check(Verdict.NOTE, f"{sides.format('against')}: {missing}", cells)


def _plus(tallies: list[Tally]) -> str:
    return f"{' + '.join(map(str, tallies))} = {added(tallies)}"


def _started(ret: Return) -> Check:
    received, started = _counted(ret, ReferralStage.RECEIVED), _counted(ret, ReferralStage.STARTED)
    cells = (*received.cells, *started.cells)
    if not (received and started):
        sentence = "Started against received: not both are given"
        return Check(Verdict.UNCHECKED, sentence, cells)
    sentence, verdict = f"Started {started}, received {received}", at_most(started, received)
    if verdict is Verdict.FAILS:
        return Check(Verdict.NOTE, f"{sentence}: some were received in earlier months", cells)
    if verdict is Verdict.UNCHECKED:
        sentence += can_hold(started, received)
    return Check(verdict, sentence, cells)
