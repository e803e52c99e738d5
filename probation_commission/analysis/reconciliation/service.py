"""What adds up in a service's monthly return. Its counts are flows: those who start were received whenever.

So only what holds whenever somebody was received can fail; the rest is worth knowing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from probation_commission.analysis.reconciliation.tallies import (
    Tally,
    added,
    at_most,
    can_hold,
    equal,
    tally,
)
from probation_commission.domain.days import month_before
from probation_commission.domain.referrals import (
    OF_THE_REFERRAL,
    REASON_GROUPS,
    EarlyReason,
    Level,
    Queue,
    ReferralStage,
    ServiceBreakdown,
    of_desired,
    of_office,
    words_of,
)
from probation_commission.domain.returns import Check, Figure, Return, Verdict

_ENDS = (ReferralStage.COMPLETED, ReferralStage.ENDED_EARLY)


def service_checks(ret: Return) -> tuple[Check, ...]:
    """Every sum of a service's return by itself; those with other months: `across`."""
    # Of a service that has activities and no starts and ends nothing is waited for.
    lines = {"outcomes:endings": _outcomes(ret), "starts:received": _started(ret)} if _has_seven(ret) else {}
    own = tuple(replace(line, code=code) for code, line in lines.items())
    return (*own, *_reasons(ret), *_of_the_referral(ret), *_levels(ret), *_offices(ret))


def _has_seven(ret: Return) -> bool:
    return any(figure.category in {*ReferralStage, *Level} for figure in ret.figures) or not ret.figures


def taken_on(figures: Mapping[date, tuple[Figure, ...]], month: date) -> Check | None:
    """Accepted + declined against received + who was waiting before; None where neither is given.

    `figures`: those of each month of a service and area.
    """
    of_month = figures[month]
    decided = [_of(of_month, name) for name in (Queue.ACCEPTED, Queue.DECLINED)]
    if not any(decided):
        return None
    received = _of(of_month, ReferralStage.RECEIVED)
    before = _of(figures.get(month_before(month), ()), Queue.WAITING)
    cells = (*added(decided).cells, *received.cells)
    if not received:
        return Check(Verdict.UNCHECKED, "Accepted and declined against received: not given", cells)
    done, could = added(decided), added((received, before))
    waited = f" + waiting before {before}" if before else ""
    sentence = f"Accepted + declined {_plus(decided)}, received {received}{waited}"
    verdict = at_most(done, could)
    if verdict is Verdict.HOLDS:
        return Check(verdict, sentence, cells)
    if verdict is Verdict.UNCHECKED:
        return Check(verdict, f"{sentence}{can_hold(done, could)}", cells)
    # Without the number that waited nobody can say that it does not hold.
    if not before:
        return Check(Verdict.NOTE, f"{sentence}: how many waited before is not given", cells)
    return Check(verdict, f"{sentence}: more were decided on than there were", cells)


def _of(figures: tuple[Figure, ...], category: str) -> Tally:
    return tally(figure for figure in figures if figure.category == category)


def _reasons(ret: Return) -> Iterator[Check]:
    """The five groups of reasons against all that ended early."""
    groups, ended = [_counted(ret, name) for name in REASON_GROUPS], _counted(ret, ReferralStage.ENDED_EARLY)
    if not any(groups):
        return
    given, cells = added(groups), (*added(groups).cells, *ended.cells)
    code = "reasons:ended early"
    if not ended:
        yield Check(Verdict.UNCHECKED, "Reasons against ended early: not given", cells, code=code)
        return
    sentence = f"Reasons {_plus([group for group in groups if group])} and ended early {ended}"
    verdict = equal(given, ended) if all(groups) else at_most(given, ended)
    if verdict is Verdict.FAILS:
        yield Check(verdict, f"{sentence}: each that ended early has one reason", cells, code=code)
    elif verdict is Verdict.UNCHECKED:
        yield Check(verdict, f"{sentence}{can_hold(given, ended)}", cells, code=code)
    elif given.low != ended.low:
        yield Check(Verdict.NOTE, f"{sentence}: not every reason is given", cells, code=code)
    else:
        yield Check(verdict, sentence, cells, code=code)


def _of_the_referral(ret: Return) -> Iterator[Check]:
    """Ineligible and mistaken referrals are among the problems with the referral."""
    parts = [_counted(ret, name) for name in OF_THE_REFERRAL]
    group = _counted(ret, EarlyReason.REASON_PROBLEM)
    if any(parts) and group:
        words = "Ineligible and mistaken referrals {}, problem with the referral {}"
        line = _within(added(parts), group, words)
        yield replace(line, code="ineligible:problem")


def _within(part: Tally, whole: Tally, words: str) -> Check:
    """Whether a part is no more than its whole; `words` take both."""
    sentence, verdict = words.format(part, whole), at_most(part, whole)
    cells = (*part.cells, *whole.cells)
    if verdict is Verdict.FAILS:
        return Check(verdict, f"{sentence}: a part is more than its whole", cells)
    return Check(verdict, sentence + (can_hold(part, whole) if verdict is Verdict.UNCHECKED else ""), cells)


def _levels(ret: Return) -> Iterator[Check]:
    """Each level by desired outcome against that level: where one outcome a person is aimed at, the same."""
    desired = [figure for figure in ret.figures if figure.breakdown == ServiceBreakdown.DESIRED]
    for level in Level if desired else ():
        parts = tally(figure for figure in desired if of_desired(figure.category)[0] is level)
        whole = _counted(ret, level)
        if not (parts and whole):
            continue
        sentence = f"By desired outcome, {words_of(level)}: {parts}, and {whole}"
        verdict = equal(parts, whole)
        cells = (*parts.cells, *whole.cells)
        if verdict is Verdict.FAILS:
            sentence += ": they are not the same number"
        elif verdict is Verdict.UNCHECKED:
            sentence += can_hold(parts, whole)
        yield Check(verdict, sentence, cells, code=f"desired:{level}")


def _offices(ret: Return) -> Iterator[Check]:
    """Each count by office against that of all: those of which the office is not known are in no row."""
    by_count: dict[str, list[Figure]] = {}
    for figure in ret.figures:
        if figure.breakdown == ServiceBreakdown.OFFICE:
            by_count.setdefault(of_office(figure.category)[0], []).append(figure)
    for category, figures in by_count.items():
        whole = _counted(ret, category)
        # A whole that was not sent is the sum of its offices, and says so.
        if whole and whole.cells[0] not in {figure.cell for figure in figures}:
            words = f"By office, {words_of(category)}: {{}}, and of all {{}}"
            yield replace(_within(tally(figures), whole, words), code=f"offices:{category}")


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
