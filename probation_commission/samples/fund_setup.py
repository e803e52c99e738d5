"""What the ideas of the made-up fund are scored by and asked, and who scores them."""

from probation_commission.domain.access import Person, Role
from probation_commission.domain.funds import Criterion, FundQuestion
from probation_commission.samples.ideas import SLUG
from probation_commission.store import funds, people
from probation_commission.store.database import Connection

ASSESSORS = (
    Person("Example panel member A", Role.PANEL),
    Person("Example panel member B", Role.PANEL),
    # Whoever tries a role where nobody signs in: they could not score an example otherwise.
    Person("Local panel member", Role.PANEL),
    Person("Local lead", Role.LEAD),
)
CRITERIA = (
    Criterion(
        0,
        "Direct benefit for people on probation",
        3,
        (
            "Nobody on probation is named as who it is for.",
            "People on probation are among many others.",
            "It is for them, but what changes for them is vague.",
            "It is for them, with one clear change that is counted.",
            "It is for them, with a clear change, a start and a target that can be reached.",
        ),
    ),
    Criterion(
        0,
        "It fills a gap where people live",
        2,
        (
            "There is an open service for the same people there.",
            "It adds to one that is open, and says why.",
            "Little is there; need is asserted.",
            "Nothing else is there, and need is shown.",
            "Nothing else is there, need is shown, and those who refer ask for it.",
        ),
    ),
    Criterion(
        0,
        "It can start, and people will be sent to it",
        2,
        (
            "Nobody is named who would send people.",
            "Somebody is named and has not been asked.",
            "They were asked; staff or rooms are open.",
            "They agreed; staff and rooms are there.",
            "They agreed, staff and rooms are there, and nobody waits for vetting.",
        ),
    ),
    Criterion(
        0,
        "Value for money",
        1,
        (
            "Costs are not explained.",
            "Costs are explained and high for each person.",
            "Costs are usual for each person.",
            "Costs are low for each person, or others pay a part.",
            "Costs are low for each person, and others pay a part.",
        ),
    ),
)
QUESTIONS = (FundQuestion(0, "What will be left once the money is spent?"),)


def load(conn: Connection) -> None:
    """The criteria, questions and assessors of the made-up fund, unless it has criteria."""
    if funds.criteria(conn, SLUG):
        return
    for criterion in CRITERIA:
        funds.add_criterion(conn, SLUG, criterion)
    for question in QUESTIONS:
        funds.add_question(conn, SLUG, question)
    funds.put_assessors(conn, SLUG, [people.account_id(conn, one) for one in ASSESSORS])
