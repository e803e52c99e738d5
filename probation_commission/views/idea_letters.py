"""What a partner reads at each step of their idea: in a mail, on its page, and before a lead decides."""

from datetime import date

from probation_commission.domain.days import in_full
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea, Stage
from probation_commission.domain.letters import Letter
from probation_commission.domain.money import pounds
from probation_commission.domain.words import plural
from probation_commission.views.terms import said

WRITTEN_FOR = {
    Stage.MORE_NEEDED: "What we need to know",
    Stage.WITHDRAWN: "What was said of it",
}
"""The heading of a reason; of every other stage it is the reason."""
_SUBJECTS = {
    Stage.SUBMITTED: "we have your idea",
    Stage.MORE_NEEDED: "we need to know more",
    Stage.AGREEMENT: "what we agree with you",
    Stage.DELIVERING: "your project is running",
    Stage.CLOSED: "your project is finished",
    Stage.WITHDRAWN: "your idea is withdrawn",
}
_DECIDED = "the decision on your idea"
_NEXT_TIME = (
    "Not this time does not mean never: an idea that answers what is written above can be sent in again."
)
_WHERE = (
    "You can read all of this, and a copy of what you wrote, on the idea’s own page: sign in, or open the "
    "link that you were sent once more."
)


def letter(
    fund: Fund,
    kept: KeptIdea,
    stage: Stage,
    *,
    reason: str = "",
    award_pence: int | None = None,
    condition: str = "",
) -> Letter:
    """What the partner is told when their idea comes to that stage; to no one else.

    `kept`: the idea, of which title and reference are said and nothing that was decided before.
    """
    paragraphs = [opening(fund, kept, stage, award_pence=award_pence)]
    if reason:
        paragraphs.append(f"{WRITTEN_FOR.get(stage, 'The reason')}: {reason}")
    if condition:
        paragraphs.append(f"It depends on this: {condition}")
    return _letter(fund, kept, _SUBJECTS.get(stage, _DECIDED), [*paragraphs, next_step(fund, stage)])


def moved(fund: Fund, kept: KeptIdea, to: Fund, *, reason: str = "") -> Letter:
    """What the partner is told when their idea is sent to another fund."""
    first = (
        f"We have sent your idea “{kept.idea.title}” from {fund.name} to {to.name}, where it fits better. It "
        "keeps its reference and its history; you need not send it in again."
    )
    why = [f"The reason: {reason}"] if reason else []
    return _letter(to, kept, "your idea goes to another fund", [first, *why, next_step(to, Stage.SUBMITTED)])


def _letter(fund: Fund, kept: KeptIdea, about: str, paragraphs: list[str]) -> Letter:
    by = f"{kept.reference}: " if kept.reference else ""
    last = (f"If you have a question, ask {whom_to_ask(fund)}{_quoting(kept)}.", _WHERE)
    return Letter(said(f"{by}{about}"), tuple(said(text) for text in (*paragraphs, *last) if text))


def _quoting(kept: KeptIdea) -> str:
    return f", and say the reference {kept.reference}" if kept.reference else ""


def whom_to_ask(fund: Fund) -> str:
    """`the fund's mailbox`, as a sentence goes on with it."""
    return fund.ask or "whoever told you of the fund"


def opening(fund: Fund, kept: KeptIdea, stage: Stage, *, award_pence: int | None = None) -> str:
    """The first sentence: what the idea's new stage is, in plain words."""
    idea = f"your idea “{kept.idea.title}”"
    for_it = f" Its reference is {kept.reference}." if kept.reference else ""
    project = f"Your project “{kept.idea.title}”"
    return {
        Stage.DRAFT: f"Your idea “{kept.idea.title}” is not sent in yet.",
        Stage.SUBMITTED: f"Thank you: we have {idea} for {fund.name}.{for_it}",
        Stage.MORE_NEEDED: f"We have looked at {idea} and need to know more before we can go on.",
        Stage.INELIGIBLE: f"Not this time: {idea} is outside of what {fund.name} is for.",
        Stage.APPROVED: f"We say yes to {idea}: {_award(kept, award_pence)} from {fund.name}.",
        Stage.DECLINED: f"Not this time: {fund.name} does not pay for {idea}.",
        Stage.DEFERRED: f"We have not decided on {idea} yet: it is put off.",
        Stage.AGREEMENT: f"We are writing the agreement for {idea} with you.",
        Stage.DELIVERING: f"{project} is running from now on, paid for by {fund.name}.",
        Stage.CLOSED: f"{project} is finished. Thank you for what you and your people did.",
        Stage.WITHDRAWN: f"Your idea “{kept.idea.title}” is withdrawn. Nothing more happens with it.",
    }.get(stage, f"We are looking at {idea}.")


def _award(kept: KeptIdea, award_pence: int | None) -> str:
    if not award_pence:
        return "an award"
    given = pounds(award_pence)
    asked = kept.idea.total_pence
    return given if award_pence == asked else f"{given} of the {pounds(asked)} you asked for,"


def next_step(fund: Fund, stage: Stage, on: date | None = None) -> str:
    """What happens next and by when; empty where nothing does. `on`: today, so that no past day is named."""
    due = fund.decision_on
    decided = f"by {in_full(due)}" if due and (on is None or on <= due) else "as soon as it is decided"
    looked_at = f"What happens next: we look at it, and write to you {decided}."
    return {
        Stage.DRAFT: "What happens next: you finish it and send it in.",
        Stage.MORE_NEEDED: "What happens next: you open it, answer, and send it in again. Nothing that you "
        "wrote is lost.",
        Stage.INELIGIBLE: _NEXT_TIME,
        Stage.DECLINED: _NEXT_TIME,
        Stage.DEFERRED: "What happens next: it stays with us, and we write to you once it is decided. You "
        "need to do nothing.",
        Stage.APPROVED: "What happens next: we write the agreement with you. Please begin nothing that "
        "costs money before it stands.",
        Stage.AGREEMENT: "What happens next: once both sides have agreed, your project begins, and people "
        "can be sent to you.",
        Stage.DELIVERING: "What happens next: you key in what came of it, month by month"
        f"{_reports(fund, on)}.",
        Stage.CLOSED: "",
        Stage.WITHDRAWN: "",
    }.get(stage, looked_at)


def _reports(fund: Fund, on: date | None) -> str:
    coming = sorted(day for day in fund.monitoring if on is None or on <= day)
    return f"; the next report is due on {in_full(coming[0])}" if coming else ""


def award_words(kept: KeptIdea) -> str:
    """`£3,500 awarded, for 20 people a year`; empty where nothing is."""
    if not kept.award_pence:
        return ""
    people = f", for {plural(kept.expects_a_year, 'person', 'people')} a year" if kept.expects_a_year else ""
    return f"{pounds(kept.award_pence)} awarded{people}"
