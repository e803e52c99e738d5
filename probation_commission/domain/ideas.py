"""Project ideas for a small-grants fund: what one holds, and the workflow as a table."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from probation_commission.domain.access import Permission, Person
from probation_commission.domain.money import pounds


class Stage(StrEnum):
    """Where an idea stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SHORTLISTED = "shortlisted"
    APPROVED = "approved"
    DECLINED = "declined"
    DELIVERING = "delivering"
    CLOSED = "closed"


MOVES: dict[tuple[Stage, Stage], Permission] = {
    (Stage.DRAFT, Stage.SUBMITTED): Permission.SEND_IDEAS,
    (Stage.SUBMITTED, Stage.SHORTLISTED): Permission.ASSESS_IDEAS,
    # Whatever was sent in can be declined; only what was shortlisted can be approved.
    (Stage.SUBMITTED, Stage.DECLINED): Permission.DECIDE_IDEAS,
    (Stage.SHORTLISTED, Stage.APPROVED): Permission.DECIDE_IDEAS,
    (Stage.SHORTLISTED, Stage.DECLINED): Permission.DECIDE_IDEAS,
    (Stage.APPROVED, Stage.DELIVERING): Permission.DECIDE_IDEAS,
    (Stage.DELIVERING, Stage.CLOSED): Permission.DECIDE_IDEAS,
}
"""Every move there is, and who may make it; buttons, checks and docs are read from here (decision 20)."""

NEEDS_REASON = frozenset({Stage.APPROVED, Stage.DECLINED})
"""A decision comes with a written reason, which the partner reads."""

# Closed ones too: what was spent does not come back to the pot.
HOLDS_MONEY = frozenset({Stage.APPROVED, Stage.DELIVERING, Stage.CLOSED})
"""The stages in which an award counts against the pot."""


def permission_to(stage: Stage) -> Permission | None:
    """What it takes to move an idea to a stage, from wherever; None for a draft, to which nothing leads."""
    # All moves to one stage ask for the same permission, so the first of them answers.
    return next((permission for (_, to_stage), permission in MOVES.items() if to_stage is stage), None)


class IdeaReach(StrEnum):
    """How an idea says where it would happen."""

    AREA = "area"
    WARDS = "wards"
    HUB = "hub"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return WHERE_LABELS[self]


WHERE_LABELS = {IdeaReach.AREA: "the whole area", IdeaReach.WARDS: "some wards", IdeaReach.HUB: "a hub"}


class Running(StrEnum):
    """Something new, or something that runs already and would grow."""

    NEW = "new"
    ALREADY = "already"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return RUNNING_LABELS[self]


RUNNING_LABELS = {Running.NEW: "new", Running.ALREADY: "already running"}


@dataclass(frozen=True, slots=True)
class Move:
    """A step of an idea's history; `reason` is empty where none is needed."""

    at: datetime
    who: str
    from_stage: Stage
    to_stage: Stage
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the costs."""

    what: str
    # Pence, so that the lines add up to what can be given (decision 30).
    pence: int


@dataclass(frozen=True, slots=True)
class Fund:
    """A pot of money for ideas; `area_code` is where the money is for."""

    slug: str
    name: str
    amount_pence: int
    area_code: str
    for_whom: str
    source: str
    illustrative: bool = False

    @property
    def title(self) -> str:
        """`Partnership local project, £12,000`."""
        return f"{self.name}, {pounds(self.amount_pence)}"


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea as its partner typed it. Empty texts and None are things not yet said.

    `desired_outcome` is one of `domain.pathways`; `indicator`, `baseline`, `target` say how it will be
    known to have worked ("people in a job after three months", 0, 6).
    """

    fund: str = ""
    organisation: str = ""
    title: str = ""
    what: str = ""
    for_whom: str = ""
    how_many: int | None = None
    where: IdeaReach = IdeaReach.AREA
    ward_codes: tuple[str, ...] = ()
    hub: str = ""
    pathway: str = ""
    desired_outcome: str = ""
    indicator: str = ""
    baseline: int | None = None
    target: int | None = None
    running: Running = Running.NEW
    costs: tuple[CostLine, ...] = ()

    @property
    def total_pence(self) -> int:
        """What the cost lines add up to."""
        return sum(line.pence for line in self.costs)


@dataclass(frozen=True, slots=True)
class KeptIdea:
    """An idea as it is kept: whose it is, where it stands, and when it last changed."""

    id: int
    owner: str
    stage: Stage
    award_pence: int | None
    # The form hands it back: a draft that changed since is not written over (decision 31).
    changed_at: datetime
    # As the fund it went to is, whoever wrote it (decision 101).
    illustrative: bool
    idea: Idea
    organisation_id: int | None = None
    """Whose it is; None where whoever wrote it is of no organisation and has not sent it in."""

    def is_own(self, person: Person) -> bool:
        """Whether it is the person's to write and to send in: their organisation's, or else their own."""
        return person.owns(self.owner, self.organisation_id)

    def is_of(self, person: Person) -> bool:
        """Whether the person wrote it or belongs to its organisation, and so decides nothing of it."""
        return person.key == self.owner or person.is_member_of(self.organisation_id)


def may_move(person: Person, kept: KeptIdea, stage: Stage) -> bool:
    """Whether the person may take the idea to that stage from where it stands.

    Whoever it belongs to sends it in; every other move is somebody else's, so that nobody decides on their
    own (decision 138).
    """
    needed = MOVES.get((kept.stage, stage))
    if needed is None or not person.may(needed):
        return False
    if stage is Stage.SUBMITTED:
        return kept.is_own(person)
    # Whose organisation nobody knows may be of the idea's (decision 158).
    return not (kept.is_of(person) or person.is_of_nobody)
