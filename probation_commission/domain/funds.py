"""A fund: a pot of money for project ideas, its rules, its days, and what its ideas are scored by."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from probation_commission.domain.money import pounds

POINTS = (0, 1, 2, 3, 4)
"""What an idea can be given for a criterion (MHCLG scores in words, from 0 to 4)."""
USUAL_WORDS = (
    "Nothing in the answer says so.",
    "It is said, but not how.",
    "In part: some of it is clear, some is missing.",
    "Well: it is clear and likely to happen.",
    "Very well: it is clear, agreed with those whom it needs, and has worked before.",
)
"""What the points mean where nobody wrote it otherwise: with these a new criterion begins."""
USUAL_WEIGHT = 1
CHOOSE_ASSESSORS = "choose assessors"
"""The action whose entries point to accounts by their number, since an entry holds nobody's name."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What the ideas of a fund are scored by, and what each score means in words."""

    id: int
    text: str
    weight: int
    words: tuple[str, str, str, str, str]
    """What 0, 1, 2, 3 and 4 mean."""


@dataclass(frozen=True, slots=True)
class FundQuestion:
    """A question of a fund besides those that every idea is asked."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class FundAssessor:
    """Somebody who scores the ideas of a fund, by the number of their account."""

    id: int
    name: str
    can_assess: bool = True
    """Whether they still have access, in a role that assesses ideas."""


@dataclass(frozen=True, slots=True)
class FundSetup:
    """What the ideas of a fund are asked and scored by, and who scores them."""

    criteria: tuple[Criterion, ...] = ()
    questions: tuple[FundQuestion, ...] = ()
    assessors: tuple[FundAssessor, ...] = ()
    """Empty: everybody who may assess ideas."""


@dataclass(frozen=True, slots=True)
class Fund:
    """A pot of money for ideas. Empty texts and None are not known, or not said.

    `area_code` is the authority where the money is for; empty: every area that is covered.
    """

    slug: str
    name: str
    amount_pence: int | None
    """None: not stated; then nothing is awarded from it."""
    area_code: str
    for_whom: str
    source: str
    illustrative: bool = False
    funder: str = ""
    rules: str = ""
    ask: str = ""
    """Whom to ask: a role, its mailbox or its telephone, never a person."""
    opens: date | None = None
    closes: date | None = None
    """The last day on which an idea can be sent in."""
    decision_on: date | None = None
    spend_by: date | None = None
    """The last day on which its money can be spent; None: a 31 March, see `last_day_to_spend`."""
    least_pence: int | None = None
    most_pence: int | None = None
    """The smallest and the largest ask."""
    most_months: int | None = None
    """For how long an idea can run."""
    blind: bool = False
    """Whether the organisation's name is hidden while an idea is assessed."""
    open_to_anyone: bool = False
    """Whether an address that was confirmed is enough to send in an idea."""
    monitoring: tuple[date, ...] = ()
    """The days on which its awards report."""
    gaps: tuple[str, ...] = ()
    """The cells of the gaps that it serves, as `domain.gaps.GapCell.key` has them."""

    @property
    def title(self) -> str:
        """`Partnership local project, £12,000`."""
        stated = "amount not stated" if self.amount_pence is None else pounds(self.amount_pence)
        return f"{self.name}, {stated}"

    @property
    def most_ask_pence(self) -> int | None:
        """The most that an idea can ask for: its largest ask, else the pot; None: not known."""
        return self.amount_pence if self.most_pence is None else self.most_pence

    @property
    def is_everywhere(self) -> bool:
        """Whether its money is for every area that is covered (decision 294)."""
        return not self.area_code

    def is_for(self, codes: Collection[str]) -> bool:
        """Whether its money is for one of these areas, or for all."""
        return self.is_everywhere or self.area_code in codes

    def is_open(self, on: date) -> bool:
        """Whether an idea can be sent in on that day: the first and the last day are in."""
        return (self.opens is None or self.opens <= on) and (self.closes is None or on <= self.closes)

    def last_day_to_spend(self, on: date) -> date:
        """`spend_by`; where it is not written down, the end of the financial year in which that day is.

        Of a fund whose ideas can run for more than a year, of the one in which as many months are over.
        """
        if self.spend_by is not None:
            return self.spend_by
        months = on.year * 12 + on.month - 1 + (self.most_months or 0) * self.runs_for_years
        year, month = divmod(months, 12)
        return date(year + (month > 2), 3, 31)  # noqa: PLR2004 (March, counted from nought)

    @property
    def runs_for_years(self) -> bool:
        """Whether its ideas can run for more than a year."""
        return self.most_months is not None and self.most_months > 12  # noqa: PLR2004 (months)
