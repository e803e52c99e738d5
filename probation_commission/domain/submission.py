"""What an idea must say before it can be sent in, and what even a draft may not exceed."""

from collections.abc import Iterator
from datetime import date

from probation_commission.domain.days import in_full, today
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import Idea, IdeaReach
from probation_commission.domain.money import pounds
from probation_commission.domain.pathways import PATHWAYS

FIELDS: dict[str, str] = {
    "organisation": "Your organisation",
    "title": "Title",
    "what": "What would you do?",
    "running": "Is it new?",
    "for_whom": "For whom?",
    "group": "Is it for one group?",
    "how_many": "How many people?",
    "where": "Where would it happen?",
    "ward_codes": "Which wards?",
    "hub": "Which hub?",
    "starts": "First day",
    "ends": "Last day",
    "pathway": "Pathway",
    "desired_outcome": "Desired outcome",
    "indicator": "How will you know that it worked?",
    "baseline": "How many at the start?",
    "target": "How many do you aim for?",
    "who_sends": "Who will send people to you?",
    "sends_agreed": "Have they agreed?",
    "vetting": "Who needs vetting, and how do you start without it?",
    "costs": "What it costs",
    "who_pays": "Who else pays, and for what?",
    "safeguarding": "Do you have a safeguarding policy?",
    "insurance": "Do you have insurance for it?",
    "answers": "The fund’s own questions",
}
"""The questions of the form, in their order."""

# Refused here in words: PostgreSQL would refuse them for a column, SQLite would keep them (decision 91).
LONGEST = {
    "organisation": 120,
    "title": 139,
    "what": 2000,
    "for_whom": 500,
    "indicator": 300,
    "who_sends": 500,
    "vetting": 500,
    "who_pays": 500,
}
"""Characters of each text; a title under 140 (360Giving)."""
LONGEST_CHOICE = {
    "hub": 80,
    "pathway": 80,
    "desired_outcome": 200,
    "group": 20,
    "sends_agreed": 20,
    "safeguarding": 20,
    "insurance": 20,
}
"""Characters of what is chosen from a list, and so is never longer unless it was made up."""
LONGEST_COST_LINE = 120
LONGEST_ANSWER, MOST_ANSWERS = 2000, 40
"""Characters of an answer to a fund's own question, and how many of those there can be."""
LONGEST_CODE, MOST_WARDS = 20, 1_000
"""Characters of a ward's code, and wards: no area of a fund has as many."""
MOST_COST_LINES = 20
# More are slips of the keyboard, refused before PostgreSQL's largest number is met (decision 91).
MOST_PEOPLE = 100_000
MOST_PENCE = 100_000_000

FieldProblem = tuple[str, str]
"""The field of the idea, and a sentence that says what to do."""


def texts(idea: Idea) -> Iterator[tuple[str, str]]:
    """Every text, each with its field: what is chosen from a list may come from somewhere else too."""
    for name in (*LONGEST, *LONGEST_CHOICE):
        yield name, getattr(idea, name)
    for code in idea.ward_codes:
        yield "ward_codes", code
    for line in idea.costs:
        yield "costs", line.what
    for _, answer in idea.answers:
        yield "answers", answer


def too_large(idea: Idea) -> list[FieldProblem]:
    """What not even a draft may hold: texts too long to keep, numbers that cannot be."""
    problems = [
        (name, f"Shorten it to {most:,} characters; it has {len(getattr(idea, name)):,}.")
        for name, most in LONGEST.items()
        if len(getattr(idea, name)) > most
    ]
    problems += [
        (name, "Choose it from the list.")
        for name, most in LONGEST_CHOICE.items()
        if len(getattr(idea, name)) > most
    ]
    if len(idea.ward_codes) > MOST_WARDS or any(len(code) > LONGEST_CODE for code in idea.ward_codes):
        problems.append(("ward_codes", "Choose them from the list."))
    for name in ("how_many", "baseline", "target"):
        number = getattr(idea, name)
        # Nothing said yet is no fault of a draft; nought is an answer.
        if number is not None and not 0 <= number <= MOST_PEOPLE:
            problems.append((name, f"Give a number from 0 to {MOST_PEOPLE:,}."))
    if len(idea.answers) > MOST_ANSWERS or any(len(text) > LONGEST_ANSWER for _, text in idea.answers):
        problems.append(("answers", f"Shorten each answer to {LONGEST_ANSWER:,} characters."))
    return problems + _cost_lines_too_large(idea)


def _cost_lines_too_large(idea: Idea) -> list[FieldProblem]:
    problems = []
    if len(idea.costs) > MOST_COST_LINES:
        problems.append(("costs", f"Use at most {MOST_COST_LINES} lines."))
    if any(len(line.what) > LONGEST_COST_LINE for line in idea.costs):
        problems.append(("costs", f"Shorten each line to {LONGEST_COST_LINE} characters."))
    if any(not 0 <= line.pence <= MOST_PENCE for line in idea.costs):
        problems.append(("costs", f"Give each line an amount from £0 to {pounds(MOST_PENCE)}."))
    return problems


def missing(idea: Idea, fund: Fund, on: date | None = None) -> list[FieldProblem]:
    """All that stands between a draft and its submission on a day, in the order of the form.

    What may be left out and is better said is told by `idea_warnings` (decision 297).
    """
    problems = [
        *too_large(idea),
        *_unsaid(idea),
        *_where(idea),
        *_dates(idea, fund, on or today()),
        *_promised(idea),
        *_costs(idea, fund),
    ]
    # Problems of one field stay in the order in which they were found, since sorting is stable.
    order = list(FIELDS)
    return sorted(problems, key=lambda problem: order.index(problem[0]))


def _unsaid(idea: Idea) -> Iterator[FieldProblem]:
    asked = {
        "organisation": "Write the name of your organisation.",
        "title": "Give it a title.",
        "what": "Say what you would do.",
        "for_whom": "Say for whom it is.",
        "indicator": "Say what you would count.",
    }
    for name, sentence in asked.items():
        if not getattr(idea, name).strip():
            yield name, sentence
    if not idea.how_many:
        yield "how_many", "Say for how many people; at least 1."


def _where(idea: Idea) -> Iterator[FieldProblem]:
    if idea.where is IdeaReach.WARDS and not idea.ward_codes:
        yield "ward_codes", "Choose at least one ward."
    if idea.where is IdeaReach.HUB and not idea.hub:
        yield "hub", "Choose the hub."


def _dates(idea: Idea, fund: Fund, on: date) -> Iterator[FieldProblem]:
    if idea.starts and idea.ends and idea.ends < idea.starts:
        yield "ends", f"Give a day that is not before {in_full(idea.starts)}, its first."
    last = fund.last_day_to_spend(on)
    if any(day and day > last for day in (idea.starts, idea.ends)):
        yield "ends", f"End by {in_full(last)}: the fund’s money has to be spent by then."


def _promised(idea: Idea) -> Iterator[FieldProblem]:
    if idea.pathway not in PATHWAYS:
        yield "pathway", "Choose a pathway."
    elif idea.desired_outcome not in PATHWAYS[idea.pathway]:
        yield "desired_outcome", f"Choose a desired outcome of {idea.pathway}."
    # With the approval these become the promise that results are held against (decision 21): a target of
    # nought would be met by doing nothing, and a baseline at the target before it began.
    target = aim(idea)
    if idea.target == 0:
        yield "target", "Aim for at least 1 person."
    elif target and idea.how_many and target > idea.how_many:
        yield "target", f"Aim for no more than the {idea.how_many:,} people it is for."
    if idea.baseline is not None and target and idea.baseline >= target:
        yield "baseline", f"Give fewer than the {target:,} you aim for, or leave it empty."


def aim(idea: Idea) -> int | None:
    """The target; where none is given, everybody it is for."""
    return idea.how_many if idea.target is None else idea.target


def _costs(idea: Idea, fund: Fund) -> Iterator[FieldProblem]:
    if not idea.costs:
        yield "costs", "Give at least one line: what it is and what it costs."
    # A line with neither is an empty row of the form's table.
    if any(bool(line.what.strip()) != bool(line.pence) for line in idea.costs):
        yield "costs", "Give every line both a description and an amount above £0."
    # An award is never more than was asked for, so nothing above the pot needs to be asked (decision 30).
    if fund.amount_pence is not None and idea.total_pence > fund.amount_pence:
        pot, total = pounds(fund.amount_pence), pounds(idea.total_pence)
        yield "costs", f"Ask for no more than the pot of {pot}; the lines add up to {total}."
