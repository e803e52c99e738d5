"""What somebody will do about something, by when: an action, as screens call it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

LONGEST_FOLLOW_UP, LONGEST_OWNER, LONGEST_REASON = 300, 120, 500
_YEARS_AHEAD = 5
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev", "revd"})
"""What stands before the name of a person, and before no role."""
ROLES = (
    "Head of Community Integration",
    "Community integration lead",
    "Contract manager",
    "Commissioning manager",
    "IOM manager",
    "Head of a probation delivery unit",
    "Police lead",
    "Council housing lead",
    "Public health commissioner",
    "Provider’s manager",
    "Partnership analyst",
)
"""Who is asked most often; another role says by one of the words below that it is one."""
# fmt: off
_OF_ROLES = frozenset((
    "administrator", "adviser", "advisor", "analyst", "board", "chair", "clerk", "co-ordinator",
    "commander", "commissioner", "committee", "coordinator", "council", "director", "executive", "group",
    "head", "inspector", "lead", "leader", "leadership", "manager", "navigator", "network", "office",
    "officer", "panel", "partnership", "planner", "practitioner", "provider", "representative",
    "secretary", "sergeant", "service", "specialist", "superintendent", "supervisor", "team", "trustee",
    "unit", "worker",
))
# fmt: on


class FollowUpSubject(StrEnum):
    """The kinds of thing that an action is about; the codes are stored, their words are not (decision 84)."""

    GAP = "gap"
    """By `GapCell.key`."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is to be done, which role does it, by which day, and what it is about.

    `area_code` is of the authority or whole that it is of; empty where it is of none.
    """

    text: str
    owner: str
    """A role ("Head of Community Integration"), never a person."""
    due: date
    kind: FollowUpSubject
    subject: str
    """What the kind of thing is known by."""
    area_code: str = ""


@dataclass(frozen=True, slots=True)
class KeptFollowUp:
    """An action as it is kept; one that was taken back says by whom and why."""

    id: int
    follow_up: FollowUp
    by: str
    at: datetime
    done_at: datetime | None = None
    illustrative: bool = False
    taken_back_by: str = ""
    reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return not self.taken_back_by

    @property
    def is_open(self) -> bool:
        """Whether it stands and is not done."""
        return self.stands and self.done_at is None

    def is_overdue(self, today: date) -> bool:
        """Whether it is open and its day is over: on the day itself it is not."""
        return self.is_open and self.follow_up.due < today


def in_order(kept: Iterable[KeptFollowUp]) -> list[KeptFollowUp]:
    """Those that are open by due day, so that what is overdue comes first; then what was done last."""
    standing = [one for one in kept if one.stands]
    still_open = sorted((one for one in standing if one.is_open), key=lambda one: (one.follow_up.due, one.id))
    done = [(one.done_at, one.id, one) for one in standing if one.done_at]
    return [*still_open, *(one for *_, one in sorted(done, key=lambda row: row[:2], reverse=True))]


NO_ROLE = (
    "Who does it is a role, never a person: choose one of the list, or write one that says what it is "
    "(lead, manager, head, officer, commissioner, director, analyst, board, team, group, service)."
)


def is_role(owner: str) -> bool:
    """Whether a text says that it is a role: it has a word of one, and no title of a person before a name."""
    words = {word.strip(".,;:()/’'").lower() for word in owner.replace("/", " ").split()}
    roles = {word.removesuffix("’s").removesuffix("'s") for word in words}
    roles |= {word.removesuffix("s") for word in roles}
    return _TITLES.isdisjoint(words) and not _OF_ROLES.isdisjoint(roles)


def wrong_with(follow_up: FollowUp, today: date, before: FollowUp | None = None) -> list[str]:
    """What is wrong with an action, a sentence each that says what to do; nothing where it can be kept.

    `before`: as it was, where it is changed; a day that stays as it was may have passed.
    """
    moved = before is None or follow_up.due != before.due
    return [
        *(["Write what is to be done."] * (not follow_up.text)),
        *(["Choose which role does it."] * (not follow_up.owner)),
        *([NO_ROLE] * bool(follow_up.owner and not is_role(follow_up.owner))),
        *(["Choose the day by which it is done, today or later."] * (moved and follow_up.due < today)),
        *(
            [f"That is more than {_YEARS_AHEAD} years ahead: look at the year again."]
            * (follow_up.due.year > today.year + _YEARS_AHEAD)
        ),
    ]
