"""Ideas for a pot in words, as the board, the wall and their partners read them."""

from collections.abc import Sequence

import pandas as pd

from probation_commission.analysis import ideas as analysis
from probation_commission.analysis.ideas import Pot
from probation_commission.domain.days import day
from probation_commission.domain.ideas import HOLDS_MONEY, Fund, Idea, KeptIdea, Move, Stage
from probation_commission.domain.money import pounds
from probation_commission.domain.submission import aim
from probation_commission.domain.words import plural
from probation_commission.views.markdown import plain

BOARD = (
    Stage.SUBMITTED,
    Stage.SHORTLISTED,
    Stage.APPROVED,
    Stage.DELIVERING,
    Stage.CLOSED,
    Stage.DECLINED,
)
"""The stages in the order in which they stand beside each other."""


def finding(pot: Pot, ideas: Sequence[KeptIdea]) -> str:
    """What is left, and what waits."""
    left = f"{pounds(pot.left)} of {pounds(pot.amount)} left"
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
    sent_in = [kept for kept in own if kept.stage is not Stage.DRAFT]
    decided = sum(kept.stage in HOLDS_MONEY or kept.stage is Stage.DECLINED for kept in sent_in)
    if not sent_in:
        return "About fifteen minutes. What you type is saved as you go; send it in when it is ready."
    who = "Your organisation has" if organisation else "You have"
    return f"{who} sent in {plural(len(sent_in), 'idea')}; {decided} decided."


def money(kept: KeptIdea) -> str:
    """`£3,500 awarded of £3,800 asked for`, or `asks for £3,800`."""
    asked = pounds(kept.idea.total_pence)
    if kept.stage in HOLDS_MONEY:
        return f"{pounds(kept.award_pence or 0)} awarded of {asked} asked for"
    # What was declined is not asked for any more.
    return f"{'asked' if kept.stage is Stage.DECLINED else 'asks'} for {asked}"


def on_the_wall(ideas: Sequence[KeptIdea]) -> pd.DataFrame:
    """Every idea sent in, for the partnership to see: stage, title, organisation and money."""
    lines = [
        (kept.stage.capitalize(), kept.idea.title, kept.idea.organisation, money(kept))
        for stage in BOARD
        for kept in ideas
        if kept.stage is stage
    ]
    return pd.DataFrame(lines, columns=["Stage", "Idea", "Partner", "Money"])


def answers(idea: Idea, where: str) -> dict[str, str]:
    """What the partner typed, question by question; `where` in names."""
    start = "start not known" if idea.baseline is None else f"{idea.baseline:,} at the start"
    return {
        "What": idea.what,
        "For whom": f"{idea.for_whom}; {idea.how_many:,} people" if idea.how_many else idea.for_whom,
        "Where": where,
        "Desired outcome": f"{idea.pathway}: {idea.desired_outcome}",
        "Known to have worked by": f"{idea.indicator}: {start}, {aim(idea)} aimed for",
        "New or running": idea.running.label,
    }


def costs(idea: Idea) -> pd.DataFrame:
    """Each line of the costs in pounds, and their total."""
    lines = [(line.what, line.pence) for line in idea.costs]
    rows = [(what, f"{pence / 100:,.2f}") for what, pence in [*lines, ("Total", idea.total_pence)]]
    return pd.DataFrame(rows, columns=["Cost", "£"])


def step(move: Move) -> str:
    """A step of the history in Markdown: when, to where, by whom, and why."""
    why = f". {plain(move.reason)}" if move.reason else ""
    return f"{day(move.at)}: **{move.to_stage}** by {plain(move.who)}{why}"


def made_up(fund: Fund) -> list[str]:
    """The fund with all that is in it, where it is made up."""
    return ["this fund, its ideas and its awards"] if fund.illustrative else []
