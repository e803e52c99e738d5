"""The decision meeting in words: the ranking against the pot, the advice, and what was decided."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from probation_commission.analysis.best_set import LEAST_COMPETING, BestSet, Competing
from probation_commission.analysis.scoring import Ranked
from probation_commission.domain.ideas import DECISIONS, HOLDS_MONEY, KeptIdea, Move, Stage
from probation_commission.domain.money import pounds
from probation_commission.domain.words import listed, plural
from probation_commission.views import scoring

PRIVATE = (
    "A private session: for leads and admins alone. Nothing of it is on the wall, and no partner is told "
    "of a decision until a lead sends it."
)
NOT_SENT = "not sent yet"
_COLUMNS = ["Rank", "Idea", "Stage", "Score", "Asks for", "Together"]


def finding(rows: Sequence[Ranked], left: int | None) -> str:
    """What competes and asks for how much, beside what is left."""
    if not rows:
        return "No idea is ready to be decided on."
    asked = f"{plural(len(rows), 'idea asks', 'ideas ask')} for {pounds(rows[-1].together)}"
    if left is None:
        return f"{asked}; what the fund holds is not written down."
    over = rows[-1].together - left
    rest = f"{pounds(over)} more than that" if over > 0 else "enough for all"
    return f"{asked}; {pounds(left)} is left, {rest}."


def table(rows: Sequence[Ranked], left: int | None, must: Collection[int]) -> pd.DataFrame:
    """The ideas by score with their cost, and a line where the pot ends."""
    lines: list[tuple[str, ...]] = []
    ended = left is None
    for rank, one in enumerate(rows, 1):
        if left is not None and not ended and one.together > left:
            ended = True
            spare = left - (one.together - one.kept.idea.total_pence)
            lines.append(("—", f"The pot ends here: {pounds(spare)} would be left", "", "", "", ""))
        title = f"{one.kept.idea.title}{' (must-have)' if one.kept.id in must else ''}"
        money = pounds(one.kept.idea.total_pence), pounds(one.together)
        score = scoring.out_of_100(one.score)
        lines.append((str(rank), title, one.kept.stage.label, score, *money))
    return pd.DataFrame(lines, columns=_COLUMNS)


def too_few(count: int) -> str:
    """Why there is no advice."""
    return (
        f"The best set under the pot is worked out from {LEAST_COMPETING} competing ideas on. With "
        f"{plural(count, 'idea')} the table above shows every choice at once."
    )


def advice(best: BestSet, pot: int, titles: Mapping[int, str]) -> list[str]:
    """The best set, what it leaves out, and the next best; or that the must-haves are over the pot."""
    if best.over:
        cost = f"{pounds(pot + best.over)}, {pounds(best.over)} more than the pot has left"
        return [
            f"The must-haves alone cost {cost}. Take one of them out, or give one a part of what it asks."
        ]
    spare = f"{pounds(best.pence)}; {pounds(pot - best.pence)} would be left"
    none = "No other set that the pot holds has a higher sum of scores"
    lines = [f"The best set is {plural(len(best.chosen), 'idea')} for {spare}. {none}."]
    if best.left_out:
        first = best.left_out[0]
        lines.append(
            f"It leaves out {plural(len(best.left_out), 'idea')}, first “{titles[first.number]}” "
            f"({scoring.out_of_100(first.score)}), which costs {pounds(first.pence)}."
        )
    if best.second is not None:
        lines.append(_next_best(best, best.second, titles))
    return lines


def _next_best(best: BestSet, second: Sequence[Competing], titles: Mapping[int, str]) -> str:
    chosen, other = {one.number for one in best.chosen}, {one.number for one in second}
    gone = [f"without “{titles[number]}”" for number in sorted(chosen - other)]
    come = [f"with “{titles[number]}”" for number in sorted(other - chosen)]
    cost = pounds(sum(one.pence for one in second))
    return f"The next best set costs {cost}: {listed([*gone, *come])}."


def left_out(best: BestSet, titles: Mapping[int, str]) -> pd.DataFrame:
    """What the advice has and what it leaves out, with score and cost."""
    rows = [("in", one) for one in sorted(best.chosen, key=lambda one: -(one.score or 0))]
    rows += [("left out", one) for one in best.left_out]
    lines = [
        (
            f"{where}{', must-have' if one.must else ''}",
            titles[one.number],
            scoring.out_of_100(one.score),
            pounds(one.pence),
        )
        for where, one in rows
    ]
    return pd.DataFrame(lines, columns=["In the advice", "Idea", "Score", "Asks for"])


def decision(kept: KeptIdea) -> str:
    """`approved, £3,500 of £3,800 asked for; not sent yet`."""
    asked, award = kept.idea.total_pence, kept.award_pence or 0
    words = str(kept.stage.label)
    if kept.stage in HOLDS_MONEY:
        part = "" if award == asked else f" of {pounds(asked)} asked for"
        words = f"{words}, {pounds(award)}{part}"
    return f"{words}; {NOT_SENT}" if kept.waits_to_be_told else words


def decided(ideas: Sequence[KeptIdea]) -> pd.DataFrame:
    """What was decided, with the condition, and whether its partner knows."""
    lines = [(kept.idea.title, decision(kept), kept.condition or "–") for kept in ideas]
    return pd.DataFrame(lines, columns=["Idea", "Decision", "Condition"])


def decision_of(moves: Sequence[Move]) -> Move | None:
    """The step by which an idea was decided on; None where that was taken back, or never was."""
    standing: list[Move] = []
    for move in moves:
        # One that was not told and is left again was taken back, and counts for nothing.
        if standing and move.from_stage in DECISIONS and standing[-1].told_at is None:
            standing.pop()
        else:
            standing.append(move)
    for move in reversed(standing):
        if move.to_stage in DECISIONS | {Stage.MORE_NEEDED}:
            return move
        # What comes after an approval leaves it standing.
        if move.to_stage not in HOLDS_MONEY:
            return None
    return None
