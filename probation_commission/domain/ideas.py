"""Project ideas for a small-grants fund: what one holds, and the workflow as a table."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from probation_commission.domain.access import Permission, Person


class Stage(StrEnum):
    """Where an idea stands. The code is stored; its words on a screen and in a file are `label`."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    MORE_NEEDED = "more needed"
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    SCORING = "scoring"
    SHORTLISTED = "shortlisted"
    APPROVED = "approved"
    DECLINED = "declined"
    DEFERRED = "deferred"
    AGREEMENT = "agreement"
    DELIVERING = "delivering"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """Its words for those who decide."""
        return _STAGES.get(self, self.value)


_STAGES = {
    Stage.MORE_NEEDED: "more information needed",
    Stage.SCORING: "being scored",
    Stage.AGREEMENT: "in agreement",
}

_SEND, _ASSESS, _DECIDE = Permission.SEND_IDEAS, Permission.ASSESS_IDEAS, Permission.DECIDE_IDEAS
_IN_HAND = (Stage.ELIGIBLE, Stage.SCORING, Stage.SHORTLISTED)
MOVES: dict[tuple[Stage, Stage], Permission] = {
    (Stage.DRAFT, Stage.SUBMITTED): _SEND,
    (Stage.MORE_NEEDED, Stage.SUBMITTED): _SEND,
    (Stage.SUBMITTED, Stage.ELIGIBLE): _ASSESS,
    (Stage.SUBMITTED, Stage.INELIGIBLE): _DECIDE,
    (Stage.ELIGIBLE, Stage.SCORING): _ASSESS,
    # A fund without criteria has nothing to score by; what was put off is taken up again.
    **{(stage, Stage.SHORTLISTED): _ASSESS for stage in (Stage.ELIGIBLE, Stage.SCORING, Stage.DEFERRED)},
    **{(stage, Stage.MORE_NEEDED): _DECIDE for stage in (Stage.SUBMITTED, *_IN_HAND, Stage.DEFERRED)},
    # Only what was shortlisted can be approved.
    (Stage.SHORTLISTED, Stage.APPROVED): _DECIDE,
    **{(stage, Stage.DECLINED): _DECIDE for stage in (*_IN_HAND, Stage.DEFERRED)},
    **{(stage, Stage.DEFERRED): _DECIDE for stage in (Stage.SCORING, Stage.SHORTLISTED)},
    (Stage.APPROVED, Stage.AGREEMENT): _DECIDE,
    (Stage.AGREEMENT, Stage.DELIVERING): _DECIDE,
    (Stage.DELIVERING, Stage.CLOSED): _DECIDE,
    **{
        (stage, Stage.WITHDRAWN): _SEND
        for stage in (
            *(Stage.SUBMITTED, Stage.MORE_NEEDED, *_IN_HAND),
            *(Stage.DEFERRED, Stage.APPROVED, Stage.AGREEMENT),
        )
    },
}
"""Every move there is, and who may make it; buttons, checks and docs are read from here (decision 20)."""

OF_ITS_OWNER = frozenset({Stage.SUBMITTED, Stage.WITHDRAWN})
"""The stages to which whoever an idea belongs to takes it; to every other somebody else does."""

DECISIONS = frozenset({Stage.INELIGIBLE, Stage.APPROVED, Stage.DECLINED, Stage.DEFERRED})
"""What a partner is told once a lead sends it, and what can be taken back until then (decision 292)."""

NEEDS_REASON = DECISIONS | {Stage.MORE_NEEDED}
"""A decision comes with a written reason, which the partner reads."""

SENT_ON = frozenset({Stage.SUBMITTED, *_IN_HAND, Stage.DEFERRED})
"""From where an idea can be sent to another fund, where it is submitted (decision 293)."""

# Closed ones too: what was spent does not come back to the pot.
HOLDS_MONEY = frozenset({Stage.APPROVED, Stage.AGREEMENT, Stage.DELIVERING, Stage.CLOSED})
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
    told_at: datetime | None = None
    """When the partner was told; None where nobody has told them yet."""
    decided_with: tuple[str, ...] = ()
    """The names of those who decided with `who`."""
    fund: str = ""
    """The slug of the fund that the idea was in after it."""
    sent: "Idea | None" = None
    """What stood in the idea as it was sent in by this step."""


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the costs."""

    what: str
    # Pence, so that the lines add up to what can be given (decision 30).
    pence: int


class Agreed(StrEnum):
    """Whether something is settled, in the words of the form; empty: not said."""

    YES = "yes"
    NOT_YET = "not yet"


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
    group: str = ""
    """For which group it is, as `domain.gaps.GapGroup` has it; empty: for everybody."""
    starts: date | None = None
    ends: date | None = None
    """Its first and its last day."""
    who_sends: str = ""
    """Who will send people to it, and how they are sent."""
    sends_agreed: str = ""
    """`Agreed`: whether they have agreed."""
    vetting: str = ""
    """Who needs vetting, and how it starts without it."""
    who_pays: str = ""
    """Who else pays."""
    safeguarding: str = ""
    insurance: str = ""
    """`Agreed`: whether they have a safeguarding policy, and insurance."""
    answers: tuple[tuple[int, str], ...] = ()
    """What is answered to the fund's own questions, by their number."""

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
    reference: str = ""
    """What it is called in letters, in every fund; given when it is sent in first."""
    told: Stage = Stage.DRAFT
    """The stage that its partner has been told of; a decision waits until a lead sends it."""
    condition: str = ""
    """What its award depends on."""
    expects_a_year: int | None = None
    """How many people a year its award is for."""
    keyed: bool = False
    """Whether a lead, its `owner`, keyed it in for whom it came from."""
    held_pence: int = 0
    """What its award holds of the pot by the books of the fund, without what was let go of or given back."""

    @property
    def waits_to_be_told(self) -> bool:
        """Whether it was decided on and its partner does not know."""
        return self.stage in DECISIONS and self.told is not self.stage

    def as_told(self) -> "KeptIdea":
        """The idea as its partner knows it: nothing of a decision that they were not sent (decision 292)."""
        if not self.waits_to_be_told:
            return self
        return replace(
            self, stage=self.told, award_pence=None, held_pence=0, condition="", expects_a_year=None
        )

    def is_own(self, person: Person) -> bool:
        """Whether it is the person's to write and to send in: their organisation's, or else their own."""
        if self.keyed and person.key == self.owner:
            return person.may(Permission.KEY_IDEAS)
        # What a lead has not keyed in to its end is nobody else's yet.
        mine = person.owns(self.owner, self.organisation_id)
        return mine and not (self.keyed and self.stage is Stage.DRAFT)

    def is_of(self, person: Person) -> bool:
        """Whether the person wrote it or belongs to its organisation, and so decides nothing of it."""
        return person.key == self.owner or person.is_member_of(self.organisation_id)

    def leads_from(self, stage: Stage) -> Stage:
        """From where a step to that stage is made: for its owner it stands where they were told."""
        # Else whether they can withdraw it would tell them that it is decided (decision 292).
        return self.told if stage in OF_ITS_OWNER else self.stage


def may_move(person: Person, kept: KeptIdea, stage: Stage) -> bool:
    """Whether the person may take the idea to that stage from where it stands.

    Whoever it belongs to sends it in and withdraws it; every other move is somebody else's, so that nobody
    decides on their own (decision 138), and none follows on a decision that its partner was not told.
    """
    needed = MOVES.get((kept.leads_from(stage), stage))
    if needed is None or not person.may(needed):
        return False
    if stage in OF_ITS_OWNER:
        return kept.is_own(person)
    # Whose organisation nobody knows may be of the idea's (decision 158).
    return not (kept.waits_to_be_told or kept.is_of(person) or person.is_of_nobody)
