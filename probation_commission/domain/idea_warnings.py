"""What is better thought of before an idea is sent in: said early, beside its field, and stopping nothing."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from probation_commission.domain.funds import Fund, FundQuestion
from probation_commission.domain.ideas import Agreed, Idea
from probation_commission.domain.money import pounds
from probation_commission.domain.submission import FieldProblem
from probation_commission.domain.words import plural


def warnings(idea: Idea, fund: Fund) -> list[FieldProblem]:
    """What is better thought of early, beside its field; none of it keeps an idea from being sent in."""
    return [*_ask(idea, fund), *_long(idea, fund), *_not_known_by(idea), *_not_agreed(idea)]


def _ask(idea: Idea, fund: Fund) -> Iterator[FieldProblem]:
    total = idea.total_pence
    if fund.most_pence is not None and total > fund.most_pence:
        most = pounds(fund.most_pence)
        yield "costs", f"That is over the fund’s limit: it gives up to {most} to an idea."
    if fund.least_pence is not None and 0 < total < fund.least_pence:
        yield "costs", f"That is under the fund’s least: it gives {pounds(fund.least_pence)} or more."


def _long(idea: Idea, fund: Fund) -> Iterator[FieldProblem]:
    if not (idea.starts and idea.ends and fund.most_months):
        return
    # 1 January to 31 March are three months; to 1 April they are more.
    last = _months_on(idea.starts, fund.most_months)
    if idea.ends >= last:
        yield "ends", f"That is too long: the fund pays for up to {plural(fund.most_months, 'month')}."


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def _not_known_by(idea: Idea) -> Iterator[FieldProblem]:
    if idea.desired_outcome and not idea.indicator.strip():
        yield "indicator", "Without something to count nobody will know whether it worked."


def _not_agreed(idea: Idea) -> Iterator[FieldProblem]:
    if idea.sends_agreed == Agreed.NOT_YET or (idea.who_sends.strip() and not idea.sends_agreed):
        yield "sends_agreed", "Ask them before you start: without anybody who sends people, nobody comes."


def left_out(idea: Idea, questions: Sequence[FundQuestion] = ()) -> list[FieldProblem]:
    """What is not said and need not be, for whoever is about to send the idea in (decision 297)."""
    asked = {
        "starts": "The day on which it starts.",
        "ends": "The day on which it ends.",
        "who_sends": "Who will send people to you; the panel asks for it first.",
        "vetting": "Who needs vetting, or that nobody does.",
        "who_pays": "Who else pays, or that nobody does.",
        "safeguarding": "Whether you have a safeguarding policy.",
        "insurance": "Whether you have insurance.",
    }
    unsaid = [(name, words) for name, words in asked.items() if not getattr(idea, name)]
    answered = {number for number, text in idea.answers if text.strip()}
    return unsaid + [("answers", f"“{one.text}”") for one in questions if one.id not in answered]
