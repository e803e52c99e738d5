"""What can be wrong with a fund as it is written down: every problem in a sentence that says what to do."""

from collections.abc import Iterator
from datetime import date

from probation_commission.domain.days import in_full
from probation_commission.domain.funds import POINTS, Criterion, Fund
from probation_commission.domain.money import pounds

LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT, LONGEST_REASON = 120, 200, 4000, 300
LONGEST_CRITERION, LONGEST_WORDS, LONGEST_QUESTION = 300, 200, 300
MOST_WEIGHT, MOST_MONTHS, MOST_PENCE = 100, 120, 100_000_000_000
"""The most of each that a form takes: anything above is a slip of the keyboard."""


def wrong_with(fund: Fund, committed: int = 0) -> list[str]:
    """What is wrong with a fund, a sentence each; `committed`: the pence that its awards hold."""
    return [*_said(fund), *_money(fund, committed), *_days(fund)]


def wrong_with_criterion(criterion: Criterion) -> list[str]:
    """What is wrong with a criterion, a sentence each."""
    missing = [str(points) for points, words in zip(POINTS, criterion.words, strict=True) if not words]
    checks = {
        "Write what ideas are scored by.": not criterion.text,
        f"Give it a weight from 1 to {MOST_WEIGHT}: twice the weight counts twice.": not (
            1 <= criterion.weight <= MOST_WEIGHT
        ),
        f"Write what each score means: {', '.join(missing)} has no words.": bool(missing),
    }
    return [words for words, wrong in checks.items() if wrong]


def _said(fund: Fund) -> Iterator[str]:
    if not fund.name:
        yield "Give it a name."
    if not fund.for_whom:
        yield "Write what its money is for."


def _money(fund: Fund, committed: int) -> Iterator[str]:
    """What does not fit of the pot and the asks."""
    pot, least, most = fund.amount_pence, fund.least_pence, fund.most_pence
    for words, pence in {"pot": pot, "smallest ask": least, "largest ask": most}.items():
        if pence is not None and not 0 < pence <= MOST_PENCE:
            yield f"Give the {words} as an amount above £0, or leave it empty where it is not known."
    if least and most and least > most:
        yield f"The smallest ask, {pounds(least)}, is more than the largest, {pounds(most)}."
    for words, pence in {"smallest ask": least, "largest ask": most}.items():
        if pot and pence and pence > pot:
            yield f"The {words}, {pounds(pence)}, is more than the pot of {pounds(pot)}."
    if committed and pot is None:
        yield f"{pounds(committed)} of it is awarded already, so say how much the pot is."
    if pot is not None and pot < committed:
        yield f"{pounds(committed)} of it is awarded already, so the pot can’t be {pounds(pot)}."
    if fund.most_months is not None and not 1 <= fund.most_months <= MOST_MONTHS:
        yield f"Give the longest that an idea can run as 1 to {MOST_MONTHS} months, or leave it empty."


def _days(fund: Fund) -> Iterator[str]:
    """Which days are not in their order; each is held against the last one before it that is known."""
    steps = {
        "opening day": fund.opens,
        "closing day": fund.closes,
        "day of the decision": fund.decision_on,
        "last day to spend": fund.spend_by,
    }
    known = [(what, on) for what, on in steps.items() if on is not None]
    for position, (what, on) in enumerate(known):
        # Not against the one just before alone: of two that are too early each is said.
        latest = max(known[:position], key=lambda one: one[1], default=None)
        if latest and on < latest[1]:
            yield _before(what, on, *latest)
    # Awards report after they were made: while that day is not known, after ideas could be sent in.
    made = fund.decision_on or fund.closes or fund.opens
    for on in fund.monitoring:
        if made and on < made:
            yield f"The monitoring day {in_full(on)} is before {in_full(made)}, when nothing is awarded yet."


def _before(what: str, on: date, than: str, later: date) -> str:
    return f"The {what}, {in_full(on)}, is before the {than}, {in_full(later)}. Mend one of the two."
