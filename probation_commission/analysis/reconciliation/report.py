"""What adds up in what was counted of a performance report: each referral stands once in each sum."""

from collections.abc import Iterator

from probation_commission.analysis.reconciliation.tallies import Tally, at_most, equal, tally
from probation_commission.domain.ram import End, RamBreakdown, RamMeasure, Reached, ReferralStep, of_step
from probation_commission.domain.returns import Check, Figure, Return, Verdict

_OF_ALL = (ReferralStep.ASSESSMENT, ReferralStep.CONCLUSION)
"""Timed from the day received, which every referral has; the others from a day that some do not have."""


def report_checks(ret: Return) -> tuple[Check, ...]:
    """Every sum of a month of a report by itself."""
    received = _counted(ret, RamMeasure.REFERRALS, "")
    ends = _counted(ret, RamMeasure.REFERRALS, RamBreakdown.END)
    lines = [_line("ends:received", f"How they stand: {ends} referrals, received {received}", ends, received)]
    for step in ReferralStep:
        reached = _counted(ret, RamMeasure.STEPS, step)
        sentence = f"{step[0].upper()}{step[1:]}: {reached} timed, received {received}"
        if step in _OF_ALL:
            lines.append(_line(f"{step}:received", sentence, reached, received))
        else:
            lines.append(Check(at_most(reached, received), sentence, (), code=f"{step}:received"))
    early = tally(
        figure
        for figure in _of(ret, RamMeasure.REFERRALS, RamBreakdown.END)
        if figure.category in {End.CANCELLED, End.ENDED}
    )
    reasons = _counted(ret, RamMeasure.REFERRALS, RamBreakdown.REASON)
    sentence = f"Ended early or cancelled {early}, an end asked for of {reasons}"
    lines.append(Check(at_most(early, reasons), sentence, (), code="ends:reasons"))
    wrong = tally(
        figure
        for figure in _of(ret, RamMeasure.STEPS)
        if of_step(figure.category)[0] in {Reached.REVERSED, Reached.UNKNOWN}
    )
    if wrong.low:
        words = f"{wrong} steps lie before the day from which they are timed, or have none: counted apart"
        lines.append(Check(Verdict.NOTE, words, (), code="steps:untimed"))
    return tuple(lines)


def _of(ret: Return, measure: RamMeasure, breakdown: str | None = None) -> Iterator[Figure]:
    return (
        figure
        for figure in ret.figures
        if figure.measure == measure and breakdown in {None, figure.breakdown}
    )


def _counted(ret: Return, measure: RamMeasure, breakdown: str) -> Tally:
    return tally(_of(ret, measure, breakdown))


def _line(code: str, sentence: str, one: Tally, other: Tally) -> Check:
    return Check(equal(one, other), sentence, (), code=code)
