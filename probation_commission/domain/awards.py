"""What an agreement needs of an idea: from then on its award is a service that people are referred to."""

from dataclasses import dataclass, replace
from datetime import date

from probation_commission.domain.contracts import Sex
from probation_commission.domain.days import in_full
from probation_commission.domain.funds import Fund
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.ideas import Idea

SCHEME = "Small grant"
"""What the contract record of an award is of."""
LONGEST_TERM = 600


@dataclass(frozen=True, slots=True)
class AwardTerms:
    """What is settled with the partner before the agreement, on what the idea says."""

    starts: date | None
    ends: date | None
    who_sends: str = ""
    vetting: str = ""

    @classmethod
    def in_idea(cls, idea: Idea) -> "AwardTerms":
        """As the idea has them."""
        return cls(idea.starts, idea.ends, idea.who_sends, idea.vetting)

    def of(self, idea: Idea) -> Idea:
        """The idea with these terms."""
        return replace(
            idea, starts=self.starts, ends=self.ends, who_sends=self.who_sends, vetting=self.vetting
        )

    @property
    def said(self) -> str:
        """In words, as the audit trail has them."""
        first, last = (in_full(on) if on else "not known" for on in (self.starts, self.ends))
        return f"{first} to {last}; sent by: {self.who_sends or 'not known'}; vetting: {self.vetting or '-'}"


def missing_for_agreement(idea: Idea, fund: Fund | None, on: date) -> list[str]:
    """What an idea lacks to be agreed, a sentence each; nothing where it can be that day (decision 316)."""
    if idea.starts is None or idea.ends is None:
        return ["Write its first and its last day before the agreement: from then on it is a service."]
    if idea.ends < idea.starts:
        return ["It ends before it starts. Put its days in order before the agreement."]
    if idea.ends < on:
        return [f"Its last day was {in_full(idea.ends)}. Write down days that are to come."]
    last = fund.last_day_to_spend(idea.starts) if fund else None
    if last and idea.ends > last:
        return [f"It ends on {in_full(idea.ends)}, and this money is spent by {in_full(last)}."]
    return []


def whom(group: str) -> dict[str, object]:
    """The columns of a service that say for whom it is, of a group; of none its words say it."""
    return {
        "sex": {GapGroup.MEN: Sex.MEN.value, GapGroup.WOMEN: Sex.WOMEN.value}.get(GapGroup(group), "")
        if group
        else "",
        "ages": "18 to 25" if group == GapGroup.YOUNG else "",
        "iom_only": True if group == GapGroup.IOM else None,
    }
