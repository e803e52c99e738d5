"""Ideas for a pot in words, as the board, the wall and their partners read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from probation_commission.analysis import ideas as analysis
from probation_commission.analysis.ideas import Pot
from probation_commission.domain.days import day, in_full
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import DECISIONS, HOLDS_MONEY, Idea, KeptIdea, Move, Stage
from probation_commission.domain.money import pounds
from probation_commission.domain.scoring import BEFORE_DECISION
from probation_commission.domain.submission import FIELDS, aim
from probation_commission.domain.words import listed, plural
from probation_commission.views.markdown import plain

BOARD = (*(stage for stage in Stage if stage is not Stage.DRAFT),)
"""The stages in the order in which they stand beside each other."""


_STATUS = {
    Stage.DRAFT: "not sent in yet",
    Stage.SUBMITTED: "received",
    Stage.MORE_NEEDED: "more information needed",
    Stage.INELIGIBLE: "not this time",
    Stage.APPROVED: "approved",
    Stage.DECLINED: "not this time",
    Stage.DEFERRED: "put off, not decided yet",
    Stage.AGREEMENT: "agreed",
    Stage.DELIVERING: "running",
    Stage.CLOSED: "finished",
    Stage.WITHDRAWN: "withdrawn",
}
_ASKED_NO_MORE = frozenset({Stage.INELIGIBLE, Stage.DECLINED, Stage.WITHDRAWN})
_ENDED = frozenset({Stage.INELIGIBLE, Stage.DECLINED}) | HOLDS_MONEY
"""What is decided for good."""


def status(stage: Stage) -> str:
    """A stage in plain words for whoever asks for money: `being looked at`.

    They are shown that of `KeptIdea.told`, never of `KeptIdea.stage` (decision 292).
    """
    return _STATUS.get(stage, "being looked at")


NAME_HIDDEN = "name hidden until it is decided"


def hides_name(fund: Fund, kept: KeptIdea) -> bool:
    """Whether nobody is shown whose idea it is: until it is decided (decision 305)."""
    return fund.blind and kept.stage in BEFORE_DECISION


def shown_organisation(fund: Fund, kept: KeptIdea) -> str:
    """Whose idea it is, as those who assess it are shown it."""
    return NAME_HIDDEN if hides_name(fund, kept) else kept.idea.organisation


def as_shown(fund: Fund, ideas: Iterable[KeptIdea]) -> list[KeptIdea]:
    """The ideas of a fund as those who assess them are shown them: some without whose they are."""
    return [replace(one, idea=replace(one.idea, organisation=shown_organisation(fund, one))) for one in ideas]


def finding(pot: Pot, ideas: Sequence[KeptIdea]) -> str:
    """What is left, and what waits."""
    left = f"{pounds(pot.left)} of {pounds(pot.amount)} left" if pot.is_stated else "Amount not stated"
    count = analysis.waiting(ideas)
    if not ideas:
        return f"{left}; no idea has been sent in yet."
    if not count:
        return f"{left}; no idea waits for a decision."
    return f"{left}; {plural(count, 'idea waits', 'ideas wait')} for a decision."


def finding_of_own(own: Sequence[KeptIdea], organisation: str = "") -> str:
    """What a partner or applicant is told: how it goes, or what became of what was sent in.

    `organisation`: whom they belong to, where that is known; then those of its people are among them.
    """
    stages = [kept.as_told().stage for kept in own]
    sent_in = [stage for stage in stages if stage is not Stage.DRAFT]
    decided = sum(stage in _ENDED for stage in sent_in)
    asked = sent_in.count(Stage.MORE_NEEDED)
    if not sent_in:
        return "About fifteen minutes. What you type is saved as you go; send it in when it is ready."
    who = "Your organisation has" if organisation else "You have"
    waits = f"; {asked} {'waits' if asked == 1 else 'wait'} for your answer" if asked else ""
    return f"{who} sent in {plural(len(sent_in), 'idea')}; {decided} decided{waits}."


def money(kept: KeptIdea) -> str:
    """`£3,500 awarded of £3,800 asked for`, or `asks for £3,800`."""
    asked = pounds(kept.idea.total_pence)
    if kept.stage in HOLDS_MONEY:
        return f"{pounds(kept.award_pence or 0)} awarded of {asked} asked for"
    # What was declined is not asked for any more.
    return f"{'asked' if kept.stage in _ASKED_NO_MORE else 'asks'} for {asked}"


def on_the_wall(ideas: Sequence[KeptIdea]) -> pd.DataFrame:
    """Every idea sent in, for the partnership to see: stage, title, organisation and money.

    As its partner knows it, who may be in the room (decision 292).
    """
    lines = [
        (kept.stage.label.capitalize(), kept.idea.title, kept.idea.organisation, money(kept))
        for stage in BOARD
        for kept in (one.as_told() for one in ideas)
        if kept.stage is stage
    ]
    return pd.DataFrame(lines, columns=["Stage", "Idea", "Partner", "Money"])


_TAKEN_OUT = "A question that was taken out since"


def answers(idea: Idea, where: str, questions: Mapping[int, str] | None = None) -> dict[str, str]:
    """What the partner typed, question by question; `where` in names, `questions` the fund's own.

    A question that nobody answered is left out, unless every idea has to answer it.
    """
    start = "start not known" if idea.baseline is None else f"{idea.baseline:,} at the start"
    days = [day_or_not(on) for on in (idea.starts, idea.ends)]
    agreed = f"; agreed: {idea.sends_agreed}" if idea.sends_agreed else ""
    asked = questions or {}
    said = {
        "What": idea.what,
        "For whom": f"{idea.for_whom}; {idea.how_many:,} people" if idea.how_many else idea.for_whom,
        "Group": idea.group,
        "Where": where,
        "When": f"{days[0]} to {days[1]}" if idea.starts or idea.ends else "",
        "Desired outcome": f"{idea.pathway}: {idea.desired_outcome}",
        "Known to have worked by": f"{idea.indicator}: {start}, {aim(idea)} aimed for",
        "New or running": idea.running.label,
        "Who will send people": f"{idea.who_sends.rstrip('. ')}{agreed}" if idea.who_sends or agreed else "",
        "Vetting, and how it starts without it": idea.vetting,
        "Who else pays": idea.who_pays,
        "Safeguarding policy": idea.safeguarding,
        "Insurance": idea.insurance,
        **{asked.get(number, f"{_TAKEN_OUT} ({number})"): text for number, text in idea.answers},
    }
    return {question: text for question, text in said.items() if text}


def day_or_not(on: date | None) -> str:
    """`1 November 2026`, or that nobody said."""
    return in_full(on) if on else "not said"


def costs(idea: Idea) -> pd.DataFrame:
    """Each line of the costs in pounds, and their total."""
    lines = [(line.what, line.pence) for line in idea.costs]
    rows = [(what, f"{pence / 100:,.2f}") for what, pence in [*lines, ("Total", idea.total_pence)]]
    return pd.DataFrame(rows, columns=["Cost", "£"])


def step(move: Move, *, who: str = "") -> str:
    """A step of the history in Markdown: when, to where, by whom and with whom, and why.

    `who` stands for a hidden name.
    """
    why = f". {plain(move.reason)}" if move.reason else ""
    with_them = f" with {plain(listed(move.decided_with))}" if move.decided_with else ""
    told = f" (partner told {day(move.told_at)})" if move.told_at else " (its partner was not told)"
    said = told if move.to_stage in DECISIONS else ""
    return f"{day(move.at)}: **{move.to_stage.label}** by {plain(who or move.who)}{with_them}{said}{why}"


def steps_told(moves: Sequence[Move]) -> list[str]:
    """The history as the partner reads it, in Markdown: only where it changed for them, and no names."""
    lines, before = [], ""
    for move in moves:
        now = status(move.to_stage)
        # Of one that was sent on, the reason stands, though it is received as before.
        if now != before or move.reason:
            why = f". {plain(move.reason)}" if move.reason else ""
            lines.append(f"{day(move.at)}: **{now}**{why}")
        before = now
    return lines


def changed(before: Idea, after: Idea) -> list[str]:
    """The questions to which an idea answers otherwise than before, in the order of the form."""
    return [words for name, words in FIELDS.items() if getattr(before, name) != getattr(after, name)]


def made_up(fund: Fund) -> list[str]:
    """The fund with all that is in it, where it is made up."""
    return ["this fund, its ideas and its awards"] if fund.illustrative else []
