"""An idea as it will be read: question by question, in the order and under the screens of the form."""

from collections.abc import Iterable, Sequence
from datetime import date

from probation_commission.domain.days import in_full
from probation_commission.domain.funds import FundQuestion
from probation_commission.domain.ideas import Idea
from probation_commission.domain.money import pounds
from probation_commission.domain.submission import FIELDS, aim

NOT_SAID = "not said"


def as_read(idea: Idea, where: str, questions: Sequence[FundQuestion] = ()) -> list[tuple[str, str, str]]:
    """Field, question and answer of all but the costs; `where` in names."""
    return [
        (name, question, answer.strip() or NOT_SAID)
        for name, question, answer in _lines(idea, where, questions)
    ]


def _lines(idea: Idea, where: str, questions: Sequence[FundQuestion]) -> Iterable[tuple[str, str, str]]:
    yield "organisation", "From", idea.organisation
    yield "title", FIELDS["title"], idea.title
    yield "what", FIELDS["what"], idea.what
    yield "running", FIELDS["running"], idea.running.label
    yield "for_whom", FIELDS["for_whom"], idea.for_whom
    yield "group", FIELDS["group"], idea.group or "everybody on probation"
    yield "how_many", FIELDS["how_many"], _number(idea.how_many)
    yield "where", FIELDS["where"], where
    yield "starts", "When?", _from_to(idea.starts, idea.ends)
    yield (
        "desired_outcome",
        "What will be different?",
        ": ".join(filter(None, (idea.pathway, idea.desired_outcome))),
    )
    yield "indicator", FIELDS["indicator"], idea.indicator
    yield "target", "How many?", _from_aim(idea)
    yield "who_sends", FIELDS["who_sends"], idea.who_sends
    yield "sends_agreed", FIELDS["sends_agreed"], idea.sends_agreed
    yield "vetting", FIELDS["vetting"], idea.vetting
    yield "costs", FIELDS["costs"], pounds(idea.total_pence) if idea.costs else ""
    yield "who_pays", FIELDS["who_pays"], idea.who_pays
    yield "safeguarding", FIELDS["safeguarding"], idea.safeguarding
    yield "insurance", FIELDS["insurance"], idea.insurance
    answers = dict(idea.answers)
    yield from (("answers", one.text, answers.get(one.id, "")) for one in questions)


def _number(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _from_to(starts: date | None, ends: date | None) -> str:
    if starts and ends:
        return f"{in_full(starts)} to {in_full(ends)}"
    if starts:
        return f"from {in_full(starts)}"
    return f"until {in_full(ends)}" if ends else ""


def _from_aim(idea: Idea) -> str:
    aimed = aim(idea)
    if aimed is None:
        return ""
    start = "start not known" if idea.baseline is None else f"{idea.baseline:,} at the start"
    return f"{start}, {aimed:,} aimed for"
